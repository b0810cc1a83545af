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

/// What the same operation answers to others: by the contract right, only not here.
void answers_of_other_status(const Held& held, Aims& aims) {
  for (const reports::Exchange* answer : held.elsewhere.answers_of(held.exchange.operation)) {
    if (answer->status != held.exchange.status) aims.push_back(answer_instead(*answer));
  }
}

/// Refusals that the operation may answer, as others do.
void refusals(const Held& held, Aims& aims) {
  const spec::Operation* operation = held.vendor.operation(held.exchange.operation);
  for (const auto& [status, refusal] : held.elsewhere.refusals()) {
    if (operation != nullptr && status != held.exchange.status && operation->responses.contains(std::to_string(status)))
      aims.push_back(answer_instead(*refusal));
  }
}

/// Set by the server itself, whatever the answer.
bool is_of_the_connection(std::string_view name) {
  constexpr std::array<std::string_view, 5> kNames = {"Content-Length", "Connection", "Date", "Server", "Transfer-Encoding"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

void other_media_types(const Held& held, Aims& aims) {
  aims.insert(aims.end(),
              {"media_type:to=text/x-confab", "media_type", "media_type:to=application/json", "media_type:to=text/plain"});
  for (const auto& [name, value] : held.exchange.response_headers) {
    if (name == "Content-Type") aims.push_back(fmt::format("media_type:to={}", deviation_value(value + "; charset=utf-8")));
    if (name == "Content-Type")
      aims.push_back(fmt::format("media_type:to={}", deviation_value(value.substr(0, value.find(';')))));
  }
}

/// Where characters were escaped they are not.
std::string with_plain_slashes(const std::string& value) {
  std::string plain = value;
  for (std::size_t at = 0; (at = plain.find("%2C", at)) != std::string::npos;) plain.replace(at, 3, ",");
  return plain;
}

void other_headers(const Held& held, Aims& aims) {
  for (const auto& [name, value] : held.exchange.response_headers) {
    if (is_of_the_connection(name)) continue;
    if (with_plain_slashes(value) != value)
      aims.push_back(
          fmt::format("header_set:name={},to={}", deviation_value(name), deviation_value(with_plain_slashes(value))));
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
  if (held.check == "expect.status" || held.check == "expect.statuses") {
    answers_of_other_status(held, aims);
    refusals(held, aims);
    other_statuses(held, aims);
  }
  if (held.check == "media_type" || held.check == "expect.media_type") other_media_types(held, aims);
  if (held.check == "expect.headers") other_headers(held, aims);
  if (held.check == "expect.headers") other_media_types(held, aims);
  if (held.check == "status") aims.push_back("no_answer");
  std::erase(aims, "");
}

}  // namespace confab::conformance
