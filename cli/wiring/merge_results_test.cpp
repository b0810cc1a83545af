#include "wiring/merge_results.hpp"

#include "framework/catch.hpp"
#include "result/json_result.hpp"

using namespace confab::cli;
using namespace confab::reports;

namespace {

RunResult run_of(const std::string& vendor, int exchange) {
  RunResult run;
  run.vendors = {vendor};
  run.run_id = vendor + "-run";
  ScenarioResult scenario;
  scenario.id = vendor + "/story";
  StepResult step;
  step.exchanges.resize(1);
  step.exchanges.front().id = exchange;
  step.checks.resize(2);
  step.checks.front().exchange = exchange;
  scenario.steps = {step};
  run.scenarios = {scenario};
  return run;
}

}  // namespace

TEST_CASE("a run of several vendors has all their scenarios and one number for each exchange") {
  RunResult all;
  RunResult quick = run_of("b", 1);
  quick.duration_ms = 3;
  merge_result(all, run_of("a", 7));
  all.duration_ms = 5;
  merge_result(all, quick);
  CHECK(all.duration_ms == 5);  // side by side
  CHECK(all.run_id == "a-run");
  CHECK(all.vendors == std::vector<std::string>{"a", "b"});
  const StepResult& second = all.scenarios.at(1).steps.front();
  CHECK(second.exchanges.front().id == 8);
  CHECK(second.checks.at(0).exchange == 8);
  CHECK(second.checks.at(1).exchange == 0);
}

TEST_CASE("one partial or unreachable part makes the whole so") {
  RunResult all;
  merge_result(all, run_of("a", 1));
  RunResult other = run_of("b", 1);
  other.partial = true;
  other.fault = "connection refused";
  other.interrupted = true;
  other.left_behind.resize(2);
  merge_result(all, other);
  CHECK(all.partial);
  CHECK(all.interrupted);
  CHECK(all.left_behind.size() == 2);
  CHECK(exit_status(all) == 3);
}
