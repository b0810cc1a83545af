// One promise of a vendor's contract.
#pragma once

#include <string>
#include <vector>

#include "model/provenance.hpp"
#include "source/place.hpp"

namespace confab::spec {

struct Clause {
  std::string id;         // "reveng.cancel_run.no_active_run"
  std::string operation;  // empty: the whole vendor
  Level level = Level::must;
  Provenance provenance = Provenance::assumed;
  std::string source;  // seed file or section of the notes
  std::string text;
  std::vector<std::string> proved_by;  // scenario ids ("reveng/cancel") and check ids ("status")
  std::string excluded;                // the reason, if nothing proves it
  source::Place place;
};

}  // namespace confab::spec
