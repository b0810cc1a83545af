// Which operation a method and a path mean.
#pragma once

#include <cstddef>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "model/operation.hpp"
#include "routing/path_template.hpp"
#include "routing/refusal.hpp"

namespace confab::mock {

struct Route {
  std::size_t operation = 0;  // index
  RawPathValues values;
};

/// Built once from a vendor's operations, immutable after that. A path of literal segments wins over one with parameters.
class Router {
 public:
  /// `either_slash`: a path may have a last slash or lack it, whatever its operation has.
  explicit Router(const std::vector<spec::Operation>& operations, bool either_slash = false);

  /// Refused::unknown_path, or Refused::method_not_allowed with the methods the path has. `path` is without the vendor's
  /// prefix.
  [[nodiscard]] tl::expected<Route, Refusal> route(std::string_view method, std::string_view path) const;
  /// Names of the operation's path parameters, in order.
  [[nodiscard]] const std::vector<std::string>& parameters(std::size_t operation) const;

 private:
  struct Row {
    std::string method;
    PathTemplate path;
    std::size_t operation;
  };
  [[nodiscard]] Refusal refusal(std::string_view method, std::string_view path) const;
  std::vector<Row> rows_;
  bool either_slash_;
};

}  // namespace confab::mock
