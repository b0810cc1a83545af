// The body's media type is documented for that status.
#include <fmt/format.h>

#include "checks/breach_tally.hpp"
#include "checks/exchange_checks.hpp"

namespace confab::conformance {

std::optional<Finding> check_media_type(const ExchangeView& exchange) {
  const HttpResponse& response = exchange.response;
  const spec::Response* documented = exchange.operation.response(response.status);
  if (response.status == 0 || documented == nullptr || documented->content.empty()) return std::nullopt;
  const std::string given = response.header("content-type");
  if (given.empty() && response.body.empty() && !exchange.stream_opened) return std::nullopt;

  BreachTally tally("media_type");
  if (!documented->content.contains(spec::essence(given))) {
    std::vector<std::string> known;
    for (const auto& [type, schema] : documented->content) known.push_back(type);
    tally.breach(fmt::format("{} for status {}", any_of(known), response.status),
                 given.empty() ? "no Content-Type" : "Content-Type: " + excerpt(given));
  }
  return tally.take();
}

}  // namespace confab::conformance
