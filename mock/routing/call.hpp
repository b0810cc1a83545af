// A request that may be answered: routed, authenticated, its parameters and body valid.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/operation.hpp"
#include "model/vendor.hpp"
#include "routing/part.hpp"
#include "routing/request.hpp"
#include "source/json_text.hpp"

namespace confab::mock {

/// More parameters in one path than any contract has.
inline constexpr std::size_t kMaxPathParameters = 4;

/// Who asks. `persona` is nullptr where a vendor knows no credentials.
struct Caller {
  const spec::Persona* persona = nullptr;
  int owner = 0;  // equal for personas that are the same user
};

/// Borrows from the request and the vendor; lives while the request is being answered.
struct Call {
  const Request& request;
  const spec::Operation& operation;
  std::size_t index = 0;  // of the operation among its vendor's
  Caller caller;
  std::array<std::string, kMaxPathParameters> path;  // decoded, in the order of the path's template
  std::vector<std::pair<std::string, std::string>> query;
  source::Json body;        // null: none was sent, or it is not JSON
  std::vector<Part> parts;  // of a multipart/form-data body, in their order

  /// The first value of that name.
  [[nodiscard]] std::optional<std::string_view> query_value(std::string_view name) const;
};

}  // namespace confab::mock
