// The list in which a contract shows what an operation creates.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/creation.hpp"
#include "runner/ledger_entry.hpp"
#include "runner/session.hpp"

namespace confab::conformance {

/// Where that list is for what the entry's request created; nothing if its contract names none.
[[nodiscard]] std::optional<std::string> list_path(const spec::Vendor& vendor, const spec::Creations& creations,
                                                   const LedgerEntry& entry);

struct ReadList {
  std::optional<std::vector<source::Json>> items;  // of all pages; nothing if it cannot be read to its end
  bool cut = false;                                // it is as long as its query allows, and leads no further
  int status = 0;                                  // of the page read last
};

[[nodiscard]] ReadList read_list(Session& session, const spec::Seek& seek, const std::string& path,
                                 const std::string& persona);

/// A text or number there; nothing for null and structures.
[[nodiscard]] std::optional<std::string> text_at(const source::Json& item, const std::string& pointer);

}  // namespace confab::conformance
