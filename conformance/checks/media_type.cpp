// The body's media type is documented for that status.
#include <fmt/format.h>

#include "checks/breach_tally.hpp"
#include "checks/exchange_checks.hpp"

namespace confab::conformance {
namespace {

/// By its name, or by a range such as "text/*" or "*/*" (OpenAPI 3.1, Response Object).
bool declares(const spec::Response& response, std::string_view media_type) {
  const std::string type = spec::essence(media_type);
  return response.content.contains(type) || response.content.contains(type.substr(0, type.find('/')) + "/*") ||
         response.content.contains("*/*");
}

}  // namespace

std::optional<Finding> check_media_type(const ExchangeView& exchange) {
  const HttpResponse& response = exchange.response;
  const spec::Response* documented = exchange.operation.response(response.status);
  if (response.status == 0 || documented == nullptr || documented->content.empty()) return std::nullopt;
  const std::string given = response.header("content-type");
  if (given.empty() && response.body.empty() && !exchange.stream_opened) return std::nullopt;

  BreachTally tally("media_type");
  if (!declares(*documented, given)) {
    std::vector<std::string> known;
    for (const auto& [type, schema] : documented->content) known.push_back(type);
    tally.breach(fmt::format("{} for status {}", any_of(known), response.status),
                 given.empty() ? "no Content-Type" : "Content-Type: " + excerpt(given));
  }
  return tally.take();
}

}  // namespace confab::conformance
