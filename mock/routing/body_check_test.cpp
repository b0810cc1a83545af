#include "routing/body_check.hpp"

#include <set>

#include "framework/catch.hpp"
#include "routing/checks_fixture.hpp"

using namespace confab;
using namespace confab::mock;
using source::Json;

namespace {

tl::expected<Json, Refusal> check(std::string_view body, std::optional<std::string_view> type = "application/json",
                                  bool null_is_absent = true, bool required = true) {
  static const auto schemas = test::schemas();
  const std::vector<Field> fields = type ? std::vector<Field>{{"content-type", *type}} : std::vector<Field>{};
  Request request;
  request.fields = fields;
  request.body = body;
  auto content =
      check_body(request, {required, {{"application/json", "/components/schemas/Note"}}}, *schemas, {null_is_absent});
  if (!content) return tl::unexpected(std::move(content.error()));
  CHECK(content->parts.empty());
  return std::move(content->json);
}

Refused refused(std::string_view body, std::optional<std::string_view> type = "application/json") {
  const auto result = check(body, type);
  REQUIRE_FALSE(result);
  CHECK_FALSE(result.error().detail.empty());
  return result.error().what;
}

}  // namespace

TEST_CASE("a body that matches its schema is handed on") {
  CHECK(*check(R"({"text": "a", "size": 3})") == Json({{"text", "a"}, {"size", 3}}));
  CHECK(check(R"({"text": "a\u0000b"})")->at("text") == std::string("a\0b", 3));
}

TEST_CASE("the media type is judged before the body, with parameters and case ignored") {
  CHECK(check(R"({"text": "a"})", "Application/JSON; charset=utf-8"));
  CHECK(check(R"({"text": "a"})", std::nullopt));
  for (const char* type : {"text/plain", "application/x-www-form-urlencoded", "application/jsonx", "", "*/*"}) {
    CHECK(refused("", type) == Refused::unsupported_media_type);
    CHECK(refused("[", type) == Refused::unsupported_media_type);
  }
}

TEST_CASE("a missing body is refused where one is required") {
  CHECK(refused("") == Refused::missing_body);
  CHECK(refused("", std::nullopt) == Refused::missing_body);
  CHECK(check("", std::nullopt, true, false)->is_null());
}

TEST_CASE("what is not JSON is malformed") {
  const std::string deep(1024 * 1024, '[');
  for (const std::string& text :
       {std::string("{"), std::string(" "), deep, std::string("{\"text\": \"\xFF\"}"), std::string("{\"text\": 'a'}"),
        std::string("{\"text\": \"a\"} x"), std::string("\0", 1), std::string("{\"text\": \"a\n\"}"),
        std::string(R"({"text": "\ud800"})"), std::string("{\"text\": \"a\",}"), std::string("NaN")}) {
    CHECK(refused(text) == Refused::malformed_json);
  }
}

TEST_CASE("JSON that breaks the schema is invalid") {
  for (const char* text :
       {"null", "[]", "1", "\"text\"", "{}", R"({"text": 1})", R"({"text": "a", "other": 1})",
        R"({"text": "a", "size": "3"})", R"({"text": "a", "size": 1.5})", R"({"text": "a", "size": 9223372036854775808})",
        R"({"text": "a", "size": 1e300})", R"({"text": "a", "inner": {"x": 1}})", R"({"text": ["a"]})"}) {
    INFO(text);
    CHECK(refused(text) == Refused::invalid_body);
  }
}

TEST_CASE("of duplicate keys the last one counts") {
  CHECK(check(R"({"text": 1, "text": "a"})")->at("text") == "a");
  CHECK(refused(R"({"text": "a", "text": 1})") == Refused::invalid_body);
}

TEST_CASE("a null that the schema refuses counts as left out, at any depth") {
  CHECK(*check(R"({"text": "a", "size": null, "inner": {"id": null}})") == Json({{"text", "a"}, {"inner", Json::object()}}));
  CHECK(check(R"({"text": "a", "maybe": null})")->contains("maybe"));
}

TEST_CASE("but not where it is required, unknown, or an array's item") {
  for (const char* text :
       {R"({"text": null})", R"({"text": "a", "other": null})", R"({"text": "a", "list": [null]})", "null"}) {
    INFO(text);
    CHECK(refused(text) == Refused::invalid_body);
  }
}

TEST_CASE("where nulls are not forgiven they are invalid") {
  CHECK_FALSE(check(R"({"text": "a", "size": null})", "application/json", false));
}

TEST_CASE("the reason names the place, and stays short however much is wrong") {
  CHECK(check(R"({"text": "a", "size": "3"})").error().detail.find("body/size") == 0);
  std::string text = R"({"text": "a")";
  for (int i = 0; i < 2000; ++i) text += ",\"" + std::string(100, 'k') + std::to_string(i) + "\": 1";
  CHECK(check(text + "}").error().detail.size() < 1100);
}

TEST_CASE("what is wrong is also told place by place, a missing member at the place where it ought to be") {
  const Refusal missing = check(R"({"size": "3", "inner": {"x/y": 1}})").error();
  CHECK(missing.pointer == missing.issues.at(0).pointer);
  CHECK(missing.keyword == missing.issues.at(0).keyword);
  std::set<std::string> found;
  for (const BodyIssue& issue : missing.issues) {
    found.insert(issue.pointer + " " + issue.keyword);
    CHECK_FALSE(issue.reason.empty());
  }
  CHECK(found == std::set<std::string>{"/text required", "/size type", "/inner/x~1y additionalProperties"});
  const Refusal whole = check("[]").error();
  CHECK(whole.pointer.empty());
  CHECK(whole.keyword == "type");
  CHECK(check("{").error().issues.empty());
}

TEST_CASE("an operation without a body ignores what is sent") {
  Request request;
  request.body = "[[[";
  CHECK(check_body(request, {}, *test::schemas(), {})->json.is_null());
}
