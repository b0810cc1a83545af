// A body with a status of 400 or above is the documented error model.
#include <fmt/format.h>

#include "checks/breach_tally.hpp"
#include "checks/exchange_checks.hpp"
#include "checks/json_body.hpp"

namespace confab::conformance {
namespace {

/// Where a status is undocumented, its body is still an error: any error model of the operation will do.
std::vector<std::string> envelope_schemas(const spec::Operation& operation, const HttpResponse& response) {
  const std::string type = response.header("content-type");
  if (const spec::Response* documented = operation.response(response.status)) return body_schemas(*documented, type);
  std::vector<std::string> schemas;
  for (const auto& [status, candidate] : operation.responses) {
    if (status < "400") continue;  // three digits, or "default", which sorts after them
    for (std::string& schema : body_schemas(candidate, type)) schemas.push_back(std::move(schema));
  }
  return schemas;
}

}  // namespace

std::optional<Finding> check_error_envelope(const ExchangeView& exchange) {
  const HttpResponse& response = exchange.response;
  if (response.status < 400 || response.fault != HttpFault::none) return std::nullopt;
  const auto schemas = envelope_schemas(exchange.operation, response);
  if (schemas.empty()) return std::nullopt;

  BreachTally tally("error_envelope");
  if (const auto why = why_not_matching(*exchange.vendor.schemas, schemas, response.body)) {
    tally.breach(fmt::format("the documented error model ({}) with status {}", schemas.front(), response.status), *why);
  }
  return tally.take();
}

}  // namespace confab::conformance
