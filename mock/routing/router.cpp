#include "routing/router.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "source/invariant.hpp"

namespace confab::mock {

namespace {
// Enough to recognise a path by; a hostile one has kilobytes.
constexpr std::size_t kMaxPathTold = 200;

std::string_view without_slash(std::string_view path) {
  return path.size() > 1 && path.ends_with('/') ? path.substr(0, path.size() - 1) : path;
}

}  // namespace

Router::Router(const std::vector<spec::Operation>& operations, bool either_slash) : either_slash_(either_slash) {
  for (std::size_t index = 0; index < operations.size(); ++index) {
    const std::string_view path = operations[index].path;
    rows_.push_back({operations[index].method, PathTemplate(either_slash ? without_slash(path) : path), index});
  }
  std::stable_sort(rows_.begin(), rows_.end(), [](const Row& one, const Row& other) {
    return one.path.parameters().size() < other.path.parameters().size();
  });
}

tl::expected<Route, Refusal> Router::route(std::string_view method, std::string_view path) const {
  if (either_slash_) path = without_slash(path);
  Route route;
  for (const Row& row : rows_) {
    if (row.method != method || !row.path.matches(path, route.values)) continue;
    route.operation = row.operation;
    return route;
  }
  return tl::unexpected(refusal(method, path));
}

Refusal Router::refusal(std::string_view method, std::string_view path) const {
  std::set<std::string_view> allowed;
  RawPathValues ignored;
  for (const Row& row : rows_) {
    if (row.path.matches(path, ignored)) allowed.insert(row.method);
  }
  if (allowed.empty())
    return {Refused::unknown_path, fmt::format("There is nothing at {}.", path.substr(0, kMaxPathTold)), {}, {}};
  std::string allow = fmt::format("{}", fmt::join(allowed, ", "));
  return {Refused::method_not_allowed,
          fmt::format("{} is not offered here; allowed: {}.", method.substr(0, kMaxPathTold), allow),
          {},
          allow};
}

const std::vector<std::string>& Router::parameters(std::size_t operation) const {
  const auto row = std::find_if(rows_.begin(), rows_.end(), [&](const Row& each) { return each.operation == operation; });
  source::invariant(row != rows_.end(), "every operation has a row");
  return row->path.parameters();
}

}  // namespace confab::mock
