#include "checks/json_body.hpp"

#include <fmt/format.h>

#include "checks/breach_tally.hpp"
#include "source/json_text.hpp"

namespace confab::conformance {

std::vector<std::string> body_schemas(const spec::Response& response, std::string_view media_type) {
  const auto exact = response.content.find(spec::essence(media_type));
  std::vector<std::string> schemas;
  if (exact != response.content.end()) {
    if (spec::is_json(exact->first) && !exact->second.empty()) schemas.push_back(exact->second);
    return schemas;
  }
  for (const auto& [type, schema] : response.content) {
    if (spec::is_json(type) && !schema.empty()) schemas.push_back(schema);
  }
  return schemas;
}

std::string issues_text(const std::vector<spec::SchemaIssue>& issues) {
  constexpr std::size_t kTold = 3;  // enough to see a pattern; the exchange shows the rest
  std::string text;
  for (std::size_t i = 0; i < issues.size() && i < kTold; ++i) {
    if (i > 0) text += "; ";
    text += fmt::format("{}: {}", issues[i].pointer.empty() ? "the body" : excerpt(issues[i].pointer, 80),
                        excerpt(issues[i].reason));
  }
  if (issues.size() > kTold) text += fmt::format(" (and {} more)", issues.size() - kTold);
  return text;
}

std::optional<std::string> why_not_matching(const spec::SchemaSet& set, const std::vector<std::string>& schemas,
                                            std::string_view body) {
  if (body.empty()) return "the body is empty";
  const auto value = source::parse_json(body);
  if (!value) {
    return fmt::format("the body is not JSON: {} at byte {}: {}", value.error().reason, value.error().offset,
                       excerpt(body, 80));
  }
  std::optional<std::string> first;
  for (const std::string& schema : schemas) {
    const auto issues = set.check(schema, *value);
    if (issues.empty()) return std::nullopt;
    if (!first) first = issues_text(issues);
  }
  return first;
}

}  // namespace confab::conformance
