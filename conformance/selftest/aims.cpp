#include "selftest/aims.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "selftest/deviant_story.hpp"

namespace confab::conformance {
namespace {

/// Answers longer than this do not fit into a header.
constexpr std::size_t kMostPretended = 4 * 1024;

std::string header_of(const reports::Exchange& exchange, std::string_view name) {
  for (const auto& [given, value] : exchange.response_headers) {
    if (given == name) return value;
  }
  return {};
}

}  // namespace

std::vector<std::string> aims_at(const Held& held) {
  std::vector<std::string> aims;
  aim_at_head(held, aims);
  aim_at_body(held, aims);
  aim_at_stream(held, aims);
  aim_at_request(held, aims);
  return aims;
}

std::vector<std::string> aims_before(const spec::Vendor& vendor, const reports::Exchange& earlier) {
  const spec::Operation* operation = vendor.operation(earlier.operation);
  std::vector<std::string> aims;
  if (operation == nullptr || operation->method == "GET") return aims;
  const bool fits = earlier.response_body.size() <= kMostPretended;
  const std::string body = earlier.response_body.empty() || !fits ? "" : ",body=" + deviation_value(earlier.response_body);
  aims.push_back(fmt::format("not_done:status={},type={}{}", earlier.status, deviation_value(header_of(earlier, "Content-Type")), body));
  aims.push_back("done_twice");
  return aims;
}

}  // namespace confab::conformance
