#include "runner/selection.hpp"

#include "checks/toy_vendor.hpp"
#include "framework/catch.hpp"
#include "source/user_error.hpp"

using namespace confab;
using namespace confab::conformance;

namespace {

scenarios::Scenario story(std::string id, std::string operation, std::vector<std::string> proves) {
  scenarios::Scenario made;
  made.id = std::move(id);
  scenarios::Step step;
  scenarios::CallStep call;
  call.exchange.operation = std::move(operation);
  step.action = call;
  step.proves = std::move(proves);
  made.steps.push_back(std::move(step));
  return made;
}

const std::vector<scenarios::Scenario> kStories = {story("toy/one", "create", {"toy.a"}), story("toy/two", "get", {"toy.b"}),
                                                   story("toy/three", "events", {"toy.a", "toy.b"})};

std::string played(std::vector<std::string> only, std::vector<std::string> skip = {}) {
  static const spec::Vendor vendor = toy::vendor();
  const Selection selection(vendor, kStories, std::move(only), std::move(skip));
  std::string ids;
  for (const auto& scenario : kStories) {
    if (selection.plays(scenario)) ids += scenario.id.substr(4) + " ";
  }
  return ids;
}

}  // namespace

TEST_CASE("A story goes by its id, its clauses, its operations, and the checks on them") {
  CHECK(played({}) == "one two three ");
  CHECK(played({"toy/t*"}) == "two three ");
  CHECK(played({"toy.a"}) == "one three ");
  CHECK(played({"get"}) == "two ");
  CHECK(played({"toy.framing"}) == "three ");
}

TEST_CASE("The option --skip leaves out stories and operations; a clause only where nothing else would be proved") {
  CHECK(played({}, {"toy/two"}) == "one three ");
  CHECK(played({}, {"events"}) == "one two ");
  CHECK(played({}, {"toy.a"}) == "two three ");
  CHECK(played({"toy/one", "toy/two"}, {"create"}) == "two ");
}

TEST_CASE("A glob that matches nothing is a mistake, with a hint") {
  try {
    (void)played({"toy/thre"});
    FAIL("not thrown");
  } catch (const source::UserError& error) {
    CHECK(error.render().find("Did you mean toy/three?") != std::string::npos);
  }
  CHECK_THROWS_AS(played({}, {"nothing*"}), source::UserError);
}

TEST_CASE("The file of a matrix stands for all its cells") {
  const spec::Vendor vendor = toy::vendor();
  std::vector<scenarios::Scenario> cells = {story("toy/matrix/one", "create", {}), story("toy/matrix/two", "get", {}),
                                            story("toy/other", "get", {})};
  cells[0].file = cells[1].file = "toy/matrix";
  cells[2].file = "toy/other";
  const Selection only(vendor, cells, {"toy/matrix"}, {});
  CHECK((only.plays(cells[0]) && only.plays(cells[1]) && !only.plays(cells[2])));
  const Selection skip(vendor, cells, {}, {"toy/matrix"});
  CHECK((!skip.plays(cells[0]) && !skip.plays(cells[1]) && skip.plays(cells[2])));
}
