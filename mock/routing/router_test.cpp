#include "routing/router.hpp"

#include "framework/catch.hpp"
#include "source/invariant.hpp"

using namespace confab;
using namespace confab::mock;

namespace {

spec::Operation operation(std::string method, std::string path) {
  spec::Operation made;
  made.method = std::move(method);
  made.path = std::move(path);
  return made;
}

Router router() {
  return Router({operation("GET", "/v2/things/{id}"), operation("GET", "/v2/things"), operation("POST", "/v2/things"),
                 operation("GET", "/v2/things/current"), operation("DELETE", "/v2/things/{id}/parts/{part}"),
                 operation("GET", "/slashed/{id}/")});
}

std::size_t routed(std::string_view method, std::string_view path) {
  const auto route = router().route(method, path);
  return route ? route->operation : 999;
}

Refused refused(std::string_view method, std::string_view path) {
  return router().route(method, path).error().what;
}

}  // namespace

TEST_CASE("method and path mean one operation") {
  CHECK(routed("GET", "/v2/things") == 1);
  CHECK(routed("POST", "/v2/things") == 2);
  CHECK(routed("DELETE", "/v2/things/a/parts/b") == 4);
  CHECK(routed("GET", "/slashed/a/") == 5);
}

TEST_CASE("a literal path wins over one with a parameter, whatever their order") {
  CHECK(routed("GET", "/v2/things/current") == 3);
  CHECK(routed("GET", "/v2/things/other") == 0);
}

TEST_CASE("path parameters are handed out raw, in order") {
  const Router known = router();
  const auto route = known.route("DELETE", "/v2/things/a%2Fb/parts/%zz");
  REQUIRE(route);
  CHECK(route->values[0] == "a%2Fb");
  CHECK(route->values[1] == "%zz");
  CHECK(known.parameters(4) == std::vector<std::string>{"id", "part"});
}

TEST_CASE("an escaped literal segment is the same segment") {
  CHECK(routed("GET", "/v2/%74hings") == 1);
  CHECK(refused("GET", "/v2/%zzhings") == Refused::unknown_path);
}

TEST_CASE("other paths are unknown") {
  for (const char* path : {"/", "", "/v2", "/v2/", "/v2/things/", "/v2//things", "//v2/things", "/v2/things/a/b",
                           "/v2/things/a/", "/V2/things", "v2/things", "/slashed/a", "/slashed//", "*"}) {
    CHECK(refused("GET", path) == Refused::unknown_path);
  }
}

TEST_CASE("a known path with another method says which are allowed") {
  const auto refusal = router().route("PUT", "/v2/things").error();
  CHECK(refusal.what == Refused::method_not_allowed);
  CHECK(refusal.allow == "GET, POST");
  for (const char* method : {"get", "HEAD", "OPTIONS", "", "\n"})
    CHECK(refused(method, "/v2/things") == Refused::method_not_allowed);
}

TEST_CASE("a template with more parameters than any contract has is our own fault") {
  CHECK_THROWS_AS(PathTemplate("/{a}/{b}/{c}/{d}/{e}"), source::InvariantViolated);
}

TEST_CASE("where either slash will do, paths mean the same with and without the last one") {
  const Router either({operation("GET", "/things"), operation("GET", "/things/{id}/"), operation("GET", "/")}, true);
  CHECK(either.route("GET", "/things/")->operation == 0);
  CHECK(either.route("GET", "/things")->operation == 0);
  CHECK(either.route("GET", "/things/a")->operation == 1);
  CHECK(either.route("GET", "/things/a/")->values[0] == "a");
  CHECK(either.route("GET", "/")->operation == 2);
  CHECK(either.route("GET", "/things//").error().what == Refused::unknown_path);
  CHECK(either.route("PUT", "/things/").error().allow == "GET");
}
