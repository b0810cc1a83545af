#include "routing/intake.hpp"

#include "framework/catch.hpp"
#include "routing/checks_fixture.hpp"

using namespace confab;
using namespace confab::mock;

namespace {

spec::Vendor vendor() {
  spec::Vendor made;
  made.schemas = test::schemas();
  spec::Operation note;
  note.id = "note";
  note.method = "POST";
  note.path = "/notes/{id}";
  note.parameters = {{"id", "path", true, "/components/schemas/Int64"},
                     {"size", "query", false, "/components/schemas/Int64"},
                     {"word", "query", true, "/components/schemas/Word"}};
  note.request_body = {true, {{"application/json", "/components/schemas/Note"}}};
  made.operations = {note};
  return made;
}

struct House {
  explicit House(Intake::Rules rules = {}) : intake(served, rules, [](const Request&) { return Caller{}; }) {}
  tl::expected<Call, Refusal> admit(std::string_view path, std::string_view query, std::string_view body = "{}") {
    request = {.method = "POST", .path = path, .query = query, .fields = {}, .body = body};
    const auto route = intake.route(request, path);
    REQUIRE(route);
    return intake.admit(request, *route);
  }
  spec::Vendor served = vendor();
  Request request;
  Intake intake;
};

}  // namespace

TEST_CASE("a call is admitted before its body is looked at") {
  House house;
  auto call = house.admit("/notes/7", "word=yes&size=3", "not JSON");
  REQUIRE(call);
  CHECK(call->path[0] == "7");
  CHECK(call->caller.persona == nullptr);
  const auto refusal = house.intake.read_body(*call);
  REQUIRE(refusal);
  CHECK(refusal->what == Refused::malformed_json);
  auto good = house.admit("/notes/7", "word=yes", R"({"text": "a"})");
  CHECK_FALSE(house.intake.read_body(*good));
  CHECK(good->body["text"] == "a");
}

TEST_CASE("bad values are refused in order: path, query") {
  House house;
  CHECK(house.admit("/notes/x", "word=no").error().what == Refused::bad_path_parameter);
  const Refusal bad = house.admit("/notes/7", "word=yes&size=many").error();
  CHECK(bad.what == Refused::bad_query_parameter);
  CHECK(bad.parameter == "size");
  CHECK(house.admit("/notes/7", "").error().parameter == "word");
}

TEST_CASE("lenient query rules hand bad values on, but miss what is not there") {
  House house({.body = {}, .query = {.lenient = true}});
  const auto call = house.admit("/notes/7", "word=no&size=many");
  REQUIRE(call);
  CHECK(call->query_value("size") == "many");
  CHECK(house.admit("/notes/7", "size=1").error().parameter == "word");
  CHECK(house.admit("/notes/x", "word=no").error().what == Refused::bad_path_parameter);
}

TEST_CASE("operations are served below each mount, the longer one first") {
  House house({.body = {}, .query = {}, .mounts = {"", "/api", "/tenants/{any}/api"}, .either_slash = false});
  const auto value = [&](std::string_view path) -> std::string {
    const auto route = house.intake.route({.method = "POST", .path = path, .query = {}, .fields = {}, .body = {}}, path);
    return route ? std::string(route->values[0]) : "";
  };
  CHECK(value("/notes/1") == "1");
  CHECK(value("/api/notes/2") == "2");
  CHECK(value("/tenants/a%20b/api/notes/3") == "3");
  for (const char* path :
       {"/tenants//api/notes/1", "/tenants/a/notes/1", "/api/api/notes/1", "/apinotes/1", "/api", "", "*"})
    CHECK(value(path).empty());
  CHECK(house.intake.route({.method = "GET", .path = {}, .query = {}, .fields = {}, .body = {}}, "/api/notes/2")
            .error()
            .what == Refused::method_not_allowed);
}
