#include "selftest/deviant_story.hpp"

#include <chrono>

#include "framework/catch.hpp"

using namespace confab;
using namespace confab::conformance;
using namespace std::chrono_literals;

namespace {

scenarios::Step call() {
  scenarios::Step step;
  scenarios::CallStep action;
  action.exchange.operation = "list";
  step.action = action;
  step.within = 30s;
  return step;
}

scenarios::Scenario story() {
  scenarios::Scenario made;
  scenarios::Step both;
  scenarios::ParallelStep parallel;
  parallel.steps = {call(), call()};
  both.action = parallel;
  scenarios::Step closing;
  closing.action = scenarios::CloseStep{"feed"};
  made.steps = {call(), both, closing};
  return made;
}

const source::Json& headers(const scenarios::Step& step) {
  return std::get<scenarios::CallStep>(step.action).exchange.headers;
}

}  // namespace

TEST_CASE("Only the exchanges of the step that is meant deviate, inner ones included") {
  const scenarios::Scenario deviant = deviant_story(story(), 1, "status:to=500");
  CHECK(headers(deviant.steps[0]).empty());
  for (const scenarios::Step& inner : std::get<scenarios::ParallelStep>(deviant.steps[1].action).steps)
    CHECK(headers(inner)["Confab-Deviate"] == "status:to=500");
}

TEST_CASE("A dollar in a deviation is no reference") {
  CHECK(headers(deviant_story(story(), 0, "body_replaced:by=$x").steps[0])["Confab-Deviate"] == "body_replaced:by=$$x");
}

TEST_CASE("Steps that ask for themselves, and steps that do not") {
  CHECK(asks(story().steps[0]));
  CHECK(asks(story().steps[1]));
  CHECK_FALSE(asks(story().steps[2]));
}

TEST_CASE("An impatient story waits no longer than it is told") {
  const scenarios::Scenario impatient = impatient_story(story(), 800ms);
  CHECK(impatient.steps[0].within == 800ms);
  CHECK(std::get<scenarios::ParallelStep>(impatient.steps[1].action).steps[0].within == 800ms);
}

TEST_CASE("What would end a value is percent-encoded") {
  CHECK(deviation_value("a,b;c%d e") == "a%2Cb%3Bc%25d%20e");
  CHECK(deviation_value("\xC3\xA9\n") == "%C3%A9%0A");
}
