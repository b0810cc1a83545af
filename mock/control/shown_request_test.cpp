#include "control/shown_request.hpp"

#include "control/secret_members.hpp"
#include "framework/catch.hpp"

using namespace confab;
using namespace confab::mock;
using source::Json;

namespace {

Json shown(KeptRequest request) {
  return shown_request(request, spec::SecretNames());
}

}  // namespace

TEST_CASE("what is presented as a credential is hidden there and wherever else the request has it") {
  const Json request = shown({.method = "POST",
                              .path = "/by/canary-one",
                              .query = "a=canary-one&token=canary%2Dtwo&b=canary-two",
                              .headers = "Authorization\nBearer canary-one\nReferer\nhttp://u:p@h/?a=Y2FuYXJ5LW9uZQ\n",
                              .body = "{\"said\": \"canary\\u002done\", \"password\": \"pw\"}"});
  CHECK(request["path"] == "/by/[redacted]");
  CHECK(request["query"] == "a=[redacted]&token=[redacted]&b=[redacted]");
  CHECK(request["headers"][0]["value"] == "[redacted]");
  CHECK(request["headers"][1]["value"].get<std::string>().starts_with("http://[redacted]@h/?a=[redacted]"));
  CHECK(request["body"] == "{\"said\": \"[redacted]\", \"password\": \"[redacted]\"}");
}

TEST_CASE("a header is shown when it is known to carry no credential") {
  const Json request =
      shown({.method = "GET", .path = "/", .query = "", .headers = "Accept\n*/*\nX-Any\nvalue\nX-Empty\n\n"});
  CHECK(request["headers"] == Json({{{"name", "Accept"}, {"value", "*/*"}},
                                    {{"name", "X-Any"}, {"value", "[redacted]"}},
                                    {{"name", "X-Empty"}, {"value", ""}}}));
}

TEST_CASE("a form is read as a form") {
  const Json request = shown({.method = "POST",
                              .path = "/",
                              .query = "",
                              .headers = "Content-Type\napplication/x-www-form-urlencoded\n",
                              .body = "user=canary-one&pass%77ord=canary%2done"});
  CHECK(request["body"] == "user=[redacted]&pass%77ord=[redacted]");
}

TEST_CASE("members of JSON are found though it is cut or broken") {
  const spec::SecretNames names;
  const auto hidden = [&](std::string_view body) { return redact_members(body, names); };
  CHECK(hidden(R"({"api_key":"a\"b","n":{"Token" : "c"},"max_tokens":7,"d":"token"})") ==
        R"({"api_key":"[redacted]","n":{"Token" : "[redacted]"},"max_tokens":7,"d":"token"})");
  CHECK(hidden(R"([{"secret":"cut of)") == R"([{"secret":"[redacted])");
  CHECK(hidden(R"({"secret":"\)") == R"({"secret":"[redacted])");
  for (const std::string_view same :
       {"", "\"", "{\"secret\"", "{\"secret\":", "{\"secret\":\"\"}", "plain text", "\"token\":1"})
    CHECK(hidden(same) == same);
}

TEST_CASE("parts of a multipart body are found by their names") {
  const spec::SecretNames names;
  const std::string body =
      "--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n"
      "--b\r\nContent-Disposition: form-data; name=\"api-key\"; filename=\"k\"\r\n\r\ncanary\r\n--b--\r\n";
  std::string expected = body;
  expected.replace(expected.find("canary"), 6, "[redacted]");
  CHECK(redact_members(body, names) == expected);
  CHECK(redact_members("--b\r\nname=\"token\"", names) == "--b\r\nname=\"token\"");
}

TEST_CASE("the beginning of a credential at the end of what was kept is hidden") {
  const Json request = shown({.method = "POST",
                              .path = "/",
                              .query = "",
                              .headers = "Authorization\ncanary-0123456789\n",
                              .body = "it is canary-01234",
                              .truncated = true});
  CHECK(request["body"] == "it is [redacted]");
}
