// Status, media type and header fields.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "selftest/aims.hpp"
#include "selftest/deviant_story.hpp"

namespace confab::conformance {
namespace {

using Aims = std::vector<std::string>;

/// Nobody documents these.
constexpr std::array kUndocumented = {203, 418, 599};
/// What a server that gets it wrong is most likely to answer.
constexpr std::array kLikely = {200, 404, 400, 500, 409, 204, 202};

void other_statuses(const Held& held, Aims& aims) {
  const spec::Operation* operation = held.vendor.operation(held.exchange.operation);
  const auto add = [&](int status) {
    const std::string aim = fmt::format("status:to={}", status);
    if (status != held.exchange.status && std::find(aims.begin(), aims.end(), aim) == aims.end()) aims.push_back(aim);
  };
  if (operation != nullptr) {
    for (const auto& [status, response] : operation->responses) {
      if (status != "default") add(std::stoi(status));
    }
  }
  for (const int status : kLikely) add(status);
  for (const int status : kUndocumented) add(status);
}

void other_headers(const Held& held, Aims& aims) {
  for (const auto& [name, value] : held.exchange.response_headers) {
    aims.push_back("header_missing:name=" + deviation_value(name));
    aims.push_back(fmt::format("header_set:name={},to=confab", deviation_value(name)));
  }
  for (const scenarios::Expectation& expectation : held.asserted_by.expect) {
    for (const auto& [name, matcher] : expectation.headers.items())
      aims.push_back(fmt::format("header_set:name={},to=confab", deviation_value(name)));
  }
}

}  // namespace

void aim_at_head(const Held& held, Aims& aims) {
  if (held.check == "status") {
    for (const int status : kUndocumented) aims.push_back(fmt::format("status:to={}", status));
  }
  if (held.check == "expect.status" || held.check == "expect.statuses") other_statuses(held, aims);
  if (held.check == "media_type" || held.check == "expect.media_type")
    aims.insert(aims.end(), {"media_type:to=text/x-confab", "media_type", "media_type:to=application/json", "media_type:to=text/plain"});
  if (held.check == "expect.headers") other_headers(held, aims);
}

}  // namespace confab::conformance
