// The status is one the operation documents; so there is one in the first place.
#include <fmt/format.h>

#include <algorithm>

#include "checks/breach_tally.hpp"
#include "checks/exchange_checks.hpp"

namespace confab::conformance {
namespace {

std::string documented(const spec::Operation& operation) {
  std::vector<std::string> statuses;
  for (const auto& [status, response] : operation.responses) statuses.push_back(status);
  return any_of(statuses);
}

std::string no_answer_text(const HttpResponse& response) {
  const std::string head = response.status == 0 ? "no response" : fmt::format("status {}, incomplete", response.status);
  return fmt::format("{}: {}", head, response.fault_text.empty() ? to_string(response.fault) : response.fault_text);
}

}  // namespace

std::optional<Finding> check_status(const ExchangeView& exchange) {
  BreachTally tally("status");
  const HttpResponse& response = exchange.response;
  // Where our own budget ends, the peer has broken nothing yet: its status is judged, the rest is not.
  const bool ours = response.fault == HttpFault::stopped || response.fault == HttpFault::body_too_big;
  const bool broken = response.fault != HttpFault::none && !ours;
  // The end of a stream, however it comes, is for the stream checks.
  if (response.status == 0 || (broken && !exchange.stream_opened)) {
    tally.breach("a complete HTTP response", no_answer_text(response));
    return tally.take();
  }
  const auto& expected = exchange.expected_status;
  const bool expected_here = std::find(expected.begin(), expected.end(), response.status) != expected.end();
  if (!expected_here && exchange.operation.response(response.status) == nullptr) {
    tally.breach(fmt::format("a status that {} documents: {}", exchange.operation.id, documented(exchange.operation)),
                 fmt::format("status {}: {}", response.status, excerpt(response.body)));
  }
  return tally.take();
}

}  // namespace confab::conformance
