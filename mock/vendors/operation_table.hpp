// From the operations of a contract to the functions of a vendor.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include "model/vendor.hpp"
#include "routing/call.hpp"
#include "routing/reply.hpp"
#include "source/user_error.hpp"

namespace confab::mock {

template <typename Mock>
using Handler = Reply (Mock::*)(const Call&);

template <typename Mock>
struct OperationRow {
  std::string_view operation;
  Handler<Mock> handler;
};

/// The handlers in the order of the vendor's operations, so that Call::index finds them. Throws UserError for an operation
/// that has no row.
template <typename Mock>
[[nodiscard]] std::vector<Handler<Mock>> handlers_of(const spec::Vendor& vendor, std::span<const OperationRow<Mock>> rows) {
  std::vector<Handler<Mock>> handlers;
  for (const spec::Operation& operation : vendor.operations) {
    const auto row =
        std::find_if(rows.begin(), rows.end(), [&](const auto& each) { return each.operation == operation.id; });
    if (row == rows.end()) {
      throw source::UserError({}, fmt::format("{}: the mock does not know the operation {}", vendor.name, operation.id),
                              fmt::format("Add it to mock/vendors/{}.cpp.", vendor.name));
    }
    handlers.push_back(row->handler);
  }
  return handlers;
}

}  // namespace confab::mock
