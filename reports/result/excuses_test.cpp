#include "result/excuses.hpp"

#include "framework/catch.hpp"
#include "goldens/known_run.hpp"
#include "result/json_result.hpp"

using namespace confab::reports;

namespace {

ClauseResult& clause_of(RunResult& run, const std::string& name) {
  for (ClauseResult& clause : run.clauses) {
    if (clause.clause.id.ends_with("." + name)) return clause;
  }
  throw std::logic_error("the sample has no clause " + name);
}

}  // namespace

TEST_CASE("when everything red is known the exit status is 0, and the deployment is still not conformant") {
  const RunResult run = known_run();
  CHECK(exit_status(run) == 0);
  CHECK(conformant(run) == false);
  CHECK(summary(run).at("fail") == 2);
}

TEST_CASE("a known failure excuses nothing but itself") {
  for (const std::string name : {"no_run", "order", "live"}) {
    RunResult run = known_run();
    clause_of(run, name).known.reset();
    CAPTURE(name);
    CHECK(exit_status(run) == 1);
  }
}

TEST_CASE("a failing check without a clause counts, however much is known") {
  RunResult run = known_run();
  run.scenarios[0].steps[0].checks[0] = {"status", "", Verdict::fail, "201", "200", "", 1};
  CHECK(exit_status(run) == 1);
}

TEST_CASE("a story that broke off is excused when all it left open is known") {
  RunResult run = known_run();
  CHECK(exit_status(run) == 0);
  run.scenarios.back().steps.back().checks.push_back(
      {"expect.body", "reveng.get_conversation.title", Verdict::untestable, "", "", "an earlier step failed", 0});
  CHECK(exit_status(run) == 1);
  run.scenarios.back().steps.pop_back();  // now it left nothing open that a baseline could know
  CHECK(exit_status(run) == 1);
}

TEST_CASE("a warning is known under strict as well, and an error of ours never") {
  RunResult run = known_run();
  run.strict = true;
  clause_of(run, "order").verdict = Verdict::warn;
  CHECK(exit_status(run) == 0);
  clause_of(run, "order").known.reset();
  CHECK(exit_status(run) == 1);
  run = known_run();
  clause_of(run, "live").verdict = Verdict::error;
  CHECK(exit_status(run) == 3);
}

TEST_CASE("a listed clause that nobody reached is as silent as any other") {
  RunResult run = known_run();
  clause_of(run, "live").verdict = Verdict::untested;
  CHECK(exit_status(run) == 1);
  run.partial = true;
  CHECK(exit_status(run) == 0);
}

TEST_CASE("what was left behind is no failure that a baseline could know") {
  RunResult run = known_run();
  run.left_behind.push_back({"reveng", "create_other", "7", "default", "DELETE /others/7", "DELETE got: status 500", false});
  CHECK(exit_status(run) == 1);
  run.left_behind.back().id.clear();  // nobody knows whether it was created
  CHECK(exit_status(run) == 0);
}

TEST_CASE("a stale line turns the run red and says nothing about the deployment") {
  RunResult run = known_run();
  run.scenarios.clear();
  run.clauses.resize(1);
  CHECK(conformant(run) == true);
  CHECK(exit_status(run) == 0);
  run.stale = stale_run().stale;
  CHECK(conformant(run) == true);
  CHECK(exit_status(run) == 1);
}

TEST_CASE("an unreachable deployment is 3 whatever is known") {
  RunResult run = known_run();
  run.fault = "connection refused";
  CHECK(exit_status(run) == 3);
}

TEST_CASE("a result of a version without baselines is read, and one with them keeps them") {
  const RunResult run = stale_run();
  confab::source::Json written = to_json(run);
  CHECK(to_json(from_json(written, "result.json")) == written);
  CHECK(written.at("clauses").at(1).at("known").at("list") == "known_failing");
  CHECK(written.at("stale").at(0).at("place") == "baseline.yaml:6");
  written.erase("stale");
  for (auto& clause : written.at("clauses")) clause.erase("known");
  const RunResult older = from_json(written, "result.json");
  CHECK(older.stale.empty());
  CHECK_FALSE(older.clauses.at(1).known);
}
