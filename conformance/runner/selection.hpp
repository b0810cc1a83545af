// What --only and --skip select.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "loader/scenario.hpp"
#include "model/vendor.hpp"
#include "source/glob.hpp"

namespace confab::conformance {

using source::glob_matches;

/// Whether the glob names a scenario, clause or operation of this vendor.
[[nodiscard]] bool names_something(std::string_view glob, const spec::Vendor& vendor,
                                   const std::vector<scenarios::Scenario>& scenarios);

/// Borrows everything. A scenario goes by its id, the clauses it proves by its steps or by the checks on the operations it
/// uses, and those operations.
class Selection {
 public:
  /// Throws UserError for a glob that matches nothing at all.
  Selection(const spec::Vendor& vendor, const std::vector<scenarios::Scenario>& scenarios, std::vector<std::string> only,
            std::vector<std::string> skip);

  /// Selected, and not left out. A scenario that also proves clauses which are not skipped is still played.
  [[nodiscard]] bool plays(const scenarios::Scenario& scenario) const;
  /// Whether judgements for that clause are left out.
  [[nodiscard]] bool mutes(std::string_view clause) const;

 private:
  [[nodiscard]] std::vector<std::string> words_of(const scenarios::Scenario& scenario) const;

  const spec::Vendor& vendor_;
  std::vector<std::string> only_, skip_;
};

}  // namespace confab::conformance
