// The ids of the built-in checks (docs/spec-data.md). The one list: clauses name them, `conformance/checks/` implements
// them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace confab::spec {

struct Vendor;

struct CheckId {
  std::string_view id;
  std::string_view text;  // what holds when it passes
};

/// Every id but those of the lanes, which are the vendor's own words.
[[nodiscard]] std::span<const CheckId> built_in_checks();

/// What a scenario's own expectations are judged as. A clause is tied to them by the step's `proves`, never by `proved_by`.
[[nodiscard]] std::span<const CheckId> expectation_checks();

/// The ids of built_in_checks() with `stream.order.<lane>` for every lane of the vendor.
[[nodiscard]] std::vector<std::string> check_ids(const Vendor& vendor);

}  // namespace confab::spec
