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

std::string pretend(const reports::Exchange& recorded, std::string_view body) {
  if (body.size() > kMostPretended) return {};
  const std::string value = body.empty() ? "" : ",body=" + deviation_value(body);
  return fmt::format("not_done:status={},type={}{}", recorded.status, deviation_value(header_of(recorded, "Content-Type")),
                     value);
}

std::string answer_instead(const reports::Exchange& recorded) {
  return pretend(recorded, recorded.response_body);
}

void add_answers_of_same_status(const Held& held, std::vector<std::string>& aims) {
  for (const reports::Exchange* answer : held.elsewhere.answers_of(held.exchange.operation)) {
    if (answer->status == held.exchange.status && answer->response_body != held.exchange.response_body)
      aims.push_back(answer_instead(*answer));
  }
  std::erase(aims, "");
}

std::vector<std::string> aims_before(const spec::Vendor& vendor, const reports::Exchange& earlier) {
  const spec::Operation* operation = vendor.operation(earlier.operation);
  std::vector<std::string> aims;
  if (operation == nullptr || operation->method == "GET") return aims;
  aims.push_back(answer_instead(earlier));
  aims.push_back("done_twice");
  std::erase(aims, "");
  return aims;
}

std::vector<std::string> aims_at_all(const reports::Exchange& exchange) {
  return {fmt::format("status:status={},to={}", exchange.status, exchange.status == 200 ? 500 : 200),
          fmt::format("body_replaced:status={}", exchange.status),
          fmt::format("media_type:status={},to=text/x-confab", exchange.status)};
}

}  // namespace confab::conformance
