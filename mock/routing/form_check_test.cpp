#include "routing/form_check.hpp"

#include "framework/catch.hpp"
#include "routing/body_check.hpp"
#include "routing/checks_fixture.hpp"

using namespace confab;
using namespace confab::mock;

namespace {

Part field(std::string name, std::string_view text) {
  return {std::move(name), std::nullopt, "", text};
}
Part file(std::string name, std::string_view bytes) {
  return {std::move(name), "a.txt", "text/plain", bytes};
}

/// "pointer keyword" of each issue.
std::vector<std::string> issues(const std::vector<Part>& parts) {
  std::vector<std::string> found;
  for (const auto& issue : check_form(parts, "/components/schemas/Form", *test::schemas()))
    found.push_back(issue.pointer + " " + issue.keyword + issue.missing);
  return found;
}
using Found = std::vector<std::string>;

tl::expected<BodyContent, Refusal> sent(const std::optional<std::string>& type, const std::string& body) {
  Request request;
  const std::vector<Field> fields = type ? std::vector<Field>{{"Content-Type", *type}} : std::vector<Field>{};
  request.fields = fields;
  request.body = body;
  return check_body(request, {true, {{"multipart/form-data", "/components/schemas/Form"}}}, *test::schemas(), {});
}

}  // namespace

TEST_CASE("one file or several are a list, and a field may spell a number") {
  CHECK(issues({file("files", "x")}).empty());
  CHECK(issues({file("files", "x"), file("files", "\xFF\0")}).empty());
  CHECK(issues({file("files", "x"), field("size", "12"), field("sizes", "1"), field("title", "12")}).empty());
  CHECK(issues({file("files", "x"), field("sizes", "1"), field("sizes", "2")}).empty());
}

TEST_CASE("what the schema refuses is told of the field") {
  CHECK(issues({}) == Found{" requiredfiles"});
  CHECK(issues({field("title", "a")}) == Found{" requiredfiles"});
  CHECK(issues({file("files", "x"), field("size", "many")}) == Found{"/size type"});
  CHECK(issues({file("files", "x"), field("title", "too long")}) == Found{"/title maxLength"});
  CHECK(issues({file("files", "x"), field("title", "a"), field("title", "b")}) == Found{"/title type"});
  CHECK(issues({file("files", "x"), field("o/ther", "a")}) == Found{"/o~1ther additionalProperties"});
  CHECK(issues({file("files", "x"), field("title", "\xFF")}) == Found{"/title type"});
}

TEST_CASE("a form's body is judged from its media type to its fields") {
  const std::string good = "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a\"\r\n\r\nx\r\n--b--\r\n";
  const std::string type = "multipart/form-data; boundary=b";
  REQUIRE(sent(type, good));
  CHECK(sent(type, good)->json.is_null());
  CHECK(sent(type, good)->parts.at(0).bytes == "x");
  CHECK(sent(std::nullopt, good).error().what == Refused::unsupported_media_type);
  CHECK(sent("application/json", good).error().what == Refused::unsupported_media_type);
  CHECK(sent(type, "").error().what == Refused::missing_body);
  for (const std::string& bad : {std::string("multipart/form-data"), std::string("multipart/form-data; boundary=other")}) {
    const Refusal refusal = sent(bad, good).error();
    CHECK(refusal.what == Refused::invalid_body);
    CHECK(refusal.keyword == "multipart");
    CHECK(refusal.issues.size() == 1);
  }
  CHECK(sent(type, "--b--").error().pointer == "/files");
}
