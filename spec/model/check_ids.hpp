// The ids of the built-in checks (docs/spec-data.md). The one list: clauses name them, `conformance/checks/` implements them.
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

/// The same with `stream.order.<lane>` for every lane of the vendor.
[[nodiscard]] std::vector<std::string> check_ids(const Vendor& vendor);

}  // namespace confab::spec
