// A body with a status below 400 matches its schema.
#include <fmt/format.h>

#include "checks/breach_tally.hpp"
#include "checks/exchange_checks.hpp"
#include "checks/json_body.hpp"

namespace confab::conformance {

std::optional<Finding> check_body_schema(const ExchangeView& exchange) {
  const HttpResponse& response = exchange.response;
  if (response.status == 0 || response.status >= 400 || response.fault != HttpFault::none || exchange.stream_opened)
    return std::nullopt;
  const spec::Response* documented = exchange.operation.response(response.status);
  if (documented == nullptr) return std::nullopt;
  const auto schemas = body_schemas(*documented, response.header("content-type"));
  if (schemas.empty()) return std::nullopt;

  BreachTally tally("body_schema");
  if (const auto why = why_not_matching(*exchange.vendor.schemas, schemas, response.body)) {
    tally.breach(fmt::format("a body as documented for status {} ({})", response.status, schemas.front()), *why);
  }
  return tally.take();
}

}  // namespace confab::conformance
