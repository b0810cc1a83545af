#include "framework/catch.hpp"
#include "result/result.hpp"

using namespace confab::reports;

namespace {

/// A run of one clause and one check for each verdict.
RunResult run_of(std::vector<Verdict> verdicts) {
  RunResult run;
  StepResult step;
  for (Verdict verdict : verdicts) {
    ClauseResult clause;
    clause.verdict = verdict;
    run.clauses.push_back(clause);
    CheckResult check;
    check.verdict = verdict;
    step.checks.push_back(check);
  }
  step.verdict = worst(step.checks);
  ScenarioResult scenario;
  scenario.steps = {step};
  scenario.verdict = worst(scenario.steps);
  run.scenarios = {scenario};
  return run;
}

}  // namespace

TEST_CASE("the worst verdict of several counts, and nothing is untested") {
  CHECK(worst(std::vector<CheckResult>{}) == Verdict::untested);
  CHECK(run_of({Verdict::pass, Verdict::fail, Verdict::warn}).scenarios.front().verdict == Verdict::fail);
  CHECK(run_of({Verdict::fail, Verdict::error}).scenarios.front().verdict == Verdict::error);
  CHECK(run_of({Verdict::skip, Verdict::pass}).scenarios.front().verdict == Verdict::pass);
}

TEST_CASE("every verdict has a word that reads back") {
  for (int at = 0; at <= static_cast<int>(Verdict::error); ++at)
    CHECK(parse_verdict(to_string(static_cast<Verdict>(at))) == static_cast<Verdict>(at));
  CHECK_FALSE(parse_verdict("passed"));
  CHECK_FALSE(parse_verdict(""));
}

TEST_CASE("the summary counts clauses by verdict, excluded ones apart") {
  RunResult run = run_of({Verdict::pass, Verdict::pass, Verdict::fail, Verdict::untested});
  run.clauses.back().excluded = true;
  const std::map<std::string, int> expected = {{"pass", 2},  {"fail", 1},       {"warn", 0},     {"info", 0},    {"skip", 0},
                                               {"error", 0}, {"untestable", 0}, {"untested", 0}, {"excluded", 1}};
  CHECK(summary(run) == expected);
}

TEST_CASE("exit status and conformance agree with what was found") {
  struct Row {
    std::vector<Verdict> verdicts;
    int status;
    confab::source::Json conformant;
  };
  const std::vector<Row> rows = {
      {{Verdict::pass}, 0, true},
      {{Verdict::pass, Verdict::info, Verdict::warn, Verdict::skip}, 0, true},
      {{Verdict::pass, Verdict::fail}, 1, false},
      {{Verdict::pass, Verdict::untestable}, 1, nullptr},
      {{Verdict::pass, Verdict::untested}, 1, nullptr},
      {{Verdict::pass, Verdict::error}, 3, nullptr},
      {{Verdict::fail, Verdict::error}, 1, false},
      {{Verdict::skip, Verdict::skip}, 1, nullptr},
      {{}, 1, nullptr},
  };
  for (const Row& row : rows) {
    const RunResult run = run_of(row.verdicts);
    CAPTURE(summary(run));
    CHECK(exit_status(run) == row.status);
    CHECK(conformant(run) == row.conformant);
  }
}

TEST_CASE("strict turns a warning into a failure") {
  RunResult run = run_of({Verdict::pass, Verdict::warn});
  run.strict = true;
  CHECK(exit_status(run) == 1);
  CHECK(conformant(run) == false);
}

TEST_CASE("a partial run may succeed but proves nothing about the whole") {
  RunResult run = run_of({Verdict::pass, Verdict::untested});
  run.partial = true;
  CHECK(exit_status(run) == 0);
  CHECK(conformant(run).is_null());
  RunResult open = run_of({Verdict::pass, Verdict::untestable});
  open.partial = true;
  CHECK(exit_status(open) == 1);
}

TEST_CASE("an unreachable deployment is status 3 and no verdict") {
  RunResult run = run_of({Verdict::untested});
  run.fault = "connection refused";
  CHECK(exit_status(run) == 3);
  CHECK(conformant(run).is_null());
}

TEST_CASE("a failing check counts even if it names no clause") {
  RunResult run = run_of({Verdict::fail});
  run.clauses.front().verdict = Verdict::pass;
  CHECK(exit_status(run) == 1);
  CHECK(conformant(run) == false);
}

TEST_CASE("excluded clauses are neither untested nor judged") {
  RunResult run = run_of({Verdict::pass, Verdict::untested});
  run.clauses.back().excluded = true;
  CHECK(exit_status(run) == 0);
  CHECK(conformant(run) == true);
}

TEST_CASE("the command that repeats a scenario can be pasted into a shell") {
  RunResult run;
  ScenarioResult scenario;
  scenario.id = "reveng/cancel";
  scenario.vendor = "reveng";
  run.target = kEmbeddedMock;
  CHECK(repeat_command(run, scenario) == "confab check reveng --only reveng/cancel");
  run.target = "https://staging.example.com/a?b";
  run.strict = true;
  run.options = {"--credential", "default=env:KEY", "--header", "X-Note: it's"};
  CHECK(repeat_command(run, scenario) ==
        "confab check reveng --target 'https://staging.example.com/a?b' --only reveng/cancel --strict --credential "
        "default=env:KEY --header 'X-Note: it'\\''s'");
}

TEST_CASE("what should have been deleted and is still there makes the run exit 1, what the contract keeps does not") {
  RunResult run = run_of({Verdict::pass});
  Leftover left;
  left.by_contract = true;
  run.left_behind = {left};
  CHECK_FALSE(littered(run));
  CHECK(exit_status(run) == 0);
  run.left_behind.push_back({});
  CHECK(littered(run));
  CHECK(exit_status(run) == 0);  // no answer told the id: nobody knows whether it is there
  run.left_behind.back().id = "7";
  CHECK(exit_status(run) == 1);
  CHECK(conformant(run) == true);
}
