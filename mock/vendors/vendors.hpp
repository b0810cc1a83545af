// The vendors the mock can play: the one list.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "engine/engine.hpp"
#include "model/vendor.hpp"
#include "routing/body_check.hpp"
#include "routing/parameter_check.hpp"
#include "vendors/vendor_mock.hpp"

namespace confab::mock {

struct VendorRow {
  std::string_view name;
  BodyRules body_rules = {};
  QueryRules query = {};
  std::uint64_t body_limit = 0;  // bytes; 0: the server's own
  bool auth_before_405 = false;  // a method that a path does not have is refused only to those who may ask
  /// Borrows `vendor`. `parts` lacks only the dialect.
  std::unique_ptr<VendorMock> (*make)(const spec::Vendor& vendor, EngineParts parts, Scheduler& scheduler);
};

[[nodiscard]] std::span<const VendorRow> vendor_rows();

/// Throws UserError for a name that is not in the list.
[[nodiscard]] const VendorRow& vendor_row(std::string_view name);

}  // namespace confab::mock
