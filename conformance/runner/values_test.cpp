#include "runner/values.hpp"

#include "framework/catch.hpp"

using namespace confab;
using namespace confab::conformance;
using source::Json;

namespace {

struct Fixture {
  scenarios::Scenario scenario;
  Deployment deployment;
  Fixture() {
    scenario.id = "toy/a";
    scenario.prompts["hello"] = "Say hello.";
    deployment.variables["team"] = "blue";
  }
  Values values() const { return Values(scenario, deployment, "run-7"); }
};

}  // namespace

TEST_CASE("A reference stands for its value, of whatever type, and inside a text for its words") {
  const Fixture fixture;
  Values made = fixture.values();
  made.save("id", 41);
  made.save("list", Json::array({1, "a"}));
  CHECK(made.fill_text("$id") == 41);
  CHECK(made.fill_text("${id}") == "41");
  CHECK(made.fill_text("/a/${id}/${list}") == "/a/41/[1,\"a\"]");
  CHECK(made.fill_text("$prompts.hello") == "Say hello.");
  CHECK(made.fill_text("confab ${run.id} for ${vars.team}") == "confab run-7 for blue");
  CHECK(made.fill_text("$$id costs 5$ or $5") == "$id costs 5$ or $5");
}

TEST_CASE("References are filled in at every depth, keys are left alone") {
  const Fixture fixture;
  Values values = fixture.values();
  values.save("id", "x");
  CHECK(values.fill({{"$id", {"$id", 1, {{"a", "$id"}}}}}) == Json{{"$id", {"x", 1, {{"a", "x"}}}}});
}

TEST_CASE("The deployment's own wording of a prompt goes first") {
  Fixture fixture;
  fixture.deployment.prompts["toy/a.hello"] = "Bonjour?";
  CHECK(fixture.values().fill_text("$prompts.hello") == "Bonjour?");
}

TEST_CASE("What was never saved makes a step untestable, what the deployment does not give makes it a skip") {
  const Fixture fixture;
  try {
    (void)fixture.values().fill_text("$id");
    FAIL("not thrown");
  } catch (const Unresolved& unresolved) {
    CHECK(unresolved.verdict() == reports::Verdict::untestable);
    CHECK(std::string(unresolved.what()) == "$id could not be saved by an earlier step");
  }
  try {
    (void)fixture.values().fill_text("$vars.region");
    FAIL("not thrown");
  } catch (const Unresolved& unresolved) {
    CHECK(unresolved.verdict() == reports::Verdict::skip);
  }
}
