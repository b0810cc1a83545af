#include "routing/body_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "routing/form_check.hpp"
#include "routing/multipart.hpp"

namespace confab::mock {

namespace {

using source::Json;
using Issues = std::vector<spec::SchemaIssue>;

// What a person can read at a glance; a hostile body can have a hundred thousand faults.
constexpr std::size_t kMaxIssuesTold = 5;
constexpr std::size_t kMaxDetailBytes = 1024;
// More members than any model has; bounds the work a hostile body can cause.
constexpr std::size_t kMaxForgivenNulls = 64;

constexpr std::string_view kMultipart = "multipart/form-data";
constexpr const char* kNotMultipart = "multipart";  // the keyword of a body that is not one

std::string describe(const Issues& issues) {
  std::string text;
  for (std::size_t index = 0; index < std::min(issues.size(), kMaxIssuesTold); ++index) {
    if (index > 0) text += "; ";
    text += fmt::format("body{}: {}", issues[index].pointer, issues[index].reason);
  }
  if (issues.size() > kMaxIssuesTold) text += fmt::format("; and {} more", issues.size() - kMaxIssuesTold);
  if (text.size() > kMaxDetailBytes) text = text.substr(0, kMaxDetailBytes) + "…";
  return text;
}

Refusal invalid_body(const Issues& issues) {
  Refusal refusal{Refused::invalid_body, describe(issues), {}, {}};
  for (const spec::SchemaIssue& issue : issues) {
    const std::string member = issue.missing.empty() ? "" : "/" + source::escape_token(issue.missing);
    refusal.issues.push_back({issue.pointer + member, issue.keyword, issue.reason});
  }
  refusal.pointer = refusal.issues.front().pointer;
  refusal.keyword = refusal.issues.front().keyword;
  return refusal;
}

bool has_issue(const Issues& issues, const spec::SchemaIssue& wanted) {
  return std::any_of(issues.begin(), issues.end(), [&](const spec::SchemaIssue& each) {
    return each.pointer == wanted.pointer && each.reason == wanted.reason;
  });
}

Issues about_null_members(const Json& body, const Issues& issues) {
  Issues found;
  for (const spec::SchemaIssue& issue : issues) {
    const Json* value = issue.pointer.empty() ? nullptr : source::find(body, issue.pointer);
    if (!value || !value->is_null()) continue;
    if (source::find(body, issue.pointer.substr(0, issue.pointer.rfind('/')))->is_object()) found.push_back(issue);
  }
  return found;
}

// Takes out the nulls that the schema objects to because they are null. A member nobody knows is objected to whatever its
// value, so it is tried with another one.
Json without_refused_nulls(const Json& body, const Issues& issues, std::string_view schema, const spec::SchemaSet& schemas) {
  const Issues candidates = about_null_members(body, issues);
  if (candidates.empty()) return body;
  Json tried = body;
  for (const spec::SchemaIssue& issue : candidates) tried[Json::json_pointer(issue.pointer)] = true;
  const Issues still = schemas.check(schema, tried);
  Json result = body;
  for (const spec::SchemaIssue& issue : candidates) {
    const Json::json_pointer pointer(issue.pointer);
    if (!has_issue(still, issue)) result[pointer.parent_pointer()].erase(pointer.back());
  }
  return result;
}

tl::expected<Json, Refusal> check_json(std::string_view text, std::string_view schema, const spec::SchemaSet& schemas,
                                       BodyRules rules) {
  auto body = source::parse_json(text);
  if (!body) {
    const std::string reason = fmt::format("body, byte {}: {}", body.error().offset, body.error().reason);
    return tl::unexpected(Refusal{Refused::malformed_json, reason, {}, {}});
  }
  if (schema.empty()) return std::move(*body);
  Issues issues = schemas.check(schema, *body);
  if (rules.null_is_absent && !issues.empty() && issues.size() <= kMaxForgivenNulls) {
    *body = without_refused_nulls(*body, issues, schema, schemas);
    issues = schemas.check(schema, *body);
  }
  if (!issues.empty()) return tl::unexpected(invalid_body(issues));
  return std::move(*body);
}

Refusal malformed_form(const std::string& reason) {
  Refusal refusal{Refused::invalid_body, reason, {}, {}};
  refusal.keyword = kNotMultipart;
  refusal.issues.push_back({"", refusal.keyword, reason});
  return refusal;
}

tl::expected<BodyContent, Refusal> check_parts(std::string_view body, std::string_view type, std::string_view schema,
                                               const spec::SchemaSet& schemas) {
  const std::string boundary = boundary_of(type);
  if (boundary.empty()) return tl::unexpected(malformed_form("The Content-Type names no boundary."));
  auto parts = parse_multipart(body, boundary);
  if (!parts) return tl::unexpected(malformed_form(parts.error()));
  if (const Issues issues = check_form(*parts, schema, schemas); !issues.empty())
    return tl::unexpected(invalid_body(issues));
  return BodyContent{{}, std::move(*parts)};
}

}  // namespace

tl::expected<BodyContent, Refusal> check_body(const Request& request, const spec::RequestBody& expected,
                                              const spec::SchemaSet& schemas, BodyRules rules) {
  if (expected.content.empty()) return BodyContent{};
  const auto declared = request.header("Content-Type");
  const auto content = declared ? expected.content.find(spec::essence(*declared)) : expected.content.begin();
  if (content == expected.content.end() || (!declared && content->first == kMultipart)) {
    const std::string reason = fmt::format("Expected a body of type {}.", expected.content.begin()->first);
    return tl::unexpected(Refusal{Refused::unsupported_media_type, reason, {}, {}});
  }
  if (request.body.empty()) {
    if (!expected.required) return BodyContent{};
    return tl::unexpected(Refusal{Refused::missing_body, "A request body is required.", {}, {}});
  }
  if (content->first == kMultipart) return check_parts(request.body, *declared, content->second, schemas);
  if (!spec::is_json(content->first)) return BodyContent{};
  auto json = check_json(request.body, content->second, schemas, rules);
  if (!json) return tl::unexpected(std::move(json.error()));
  return BodyContent{std::move(*json), {}};
}

}  // namespace confab::mock
