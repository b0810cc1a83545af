// What follows from the verdicts of a run: counts, conformance, exit status.
#include <algorithm>

#include "result/excuses.hpp"
#include "result/result.hpp"

namespace confab::reports {
namespace {

bool any_clause(const RunResult& run, auto holds) {
  return std::any_of(run.clauses.begin(), run.clauses.end(),
                     [&](const ClauseResult& clause) { return !clause.excluded && holds(clause.verdict); });
}

bool any_check(const StepResult& step, auto holds) {
  return std::any_of(step.checks.begin(), step.checks.end(), [&](const CheckResult& check) { return holds(check.verdict); });
}

/// Any verdict below the clauses. A scenario or step may have one without a check, such as an error before its first
/// request.
bool any_in_scenarios(const RunResult& run, auto holds) {
  return std::any_of(run.scenarios.begin(), run.scenarios.end(), [&](const ScenarioResult& scenario) {
    return holds(scenario.verdict) || std::any_of(scenario.steps.begin(), scenario.steps.end(), [&](const StepResult& step) {
             return holds(step.verdict) || any_check(step, holds);
           });
  });
}

bool anywhere(const RunResult& run, Verdict verdict) {
  const auto same = [verdict](Verdict other) { return other == verdict; };
  return any_clause(run, same) || any_in_scenarios(run, same);
}

bool any_step(const ScenarioResult& scenario, Verdict verdict) {
  return std::any_of(scenario.steps.begin(), scenario.steps.end(),
                     [verdict](const StepResult& step) { return step.verdict == verdict; });
}

/// The verdict stands in the scenario and the baseline does not excuse it. What checks or steps explain is theirs.
bool counts_in(const ScenarioResult& scenario, Verdict verdict, const Excuses& excuses) {
  const auto same = [verdict](Verdict other) { return other == verdict; };
  for (const StepResult& step : scenario.steps) {
    for (const CheckResult& check : step.checks) {
      if (check.verdict == verdict && !excuses.excuse(check, scenario)) return true;
    }
    const bool unexplained = step.verdict == verdict && !any_check(step, same);
    if (unexplained && !excuses.excuse_unexplained(verdict, scenario)) return true;
  }
  const bool unexplained = scenario.verdict == verdict && !any_step(scenario, verdict);
  return unexplained && !excuses.excuse_unexplained(verdict, scenario);
}

bool counts_anywhere(const RunResult& run, Verdict verdict, const Excuses& excuses) {
  const bool in_clause = std::any_of(run.clauses.begin(), run.clauses.end(), [&](const ClauseResult& clause) {
    return !clause.excluded && clause.verdict == verdict && !excuses.excuse(clause);
  });
  return in_clause || std::any_of(run.scenarios.begin(), run.scenarios.end(),
                                  [&](const ScenarioResult& scenario) { return counts_in(scenario, verdict, excuses); });
}

/// Under --only and --skip most clauses are untested, as was wished.
bool silent(const RunResult& run) {
  const bool untested = any_clause(run, [](Verdict verdict) { return verdict == Verdict::untested; });
  return (untested && !run.partial) || !judged(run);
}

/// Something was asked for and got no answer.
bool left_open(const RunResult& run) {
  return anywhere(run, Verdict::untestable) || silent(run);
}

template <typename Part>
Verdict worst_of(const std::vector<Part>& parts) {
  Verdict verdict = Verdict::untested;
  for (const Part& part : parts) verdict = std::max(verdict, part.verdict);
  return verdict;
}

}  // namespace

Verdict worst(const std::vector<CheckResult>& checks) {
  return worst_of(checks);
}

Verdict worst(const std::vector<StepResult>& steps) {
  return worst_of(steps);
}

std::map<std::string, int> summary(const RunResult& run) {
  std::map<std::string, int> counts = {{"excluded", 0}};
  for (int verdict = 0; verdict <= static_cast<int>(Verdict::error); ++verdict)
    counts.emplace(to_string(static_cast<Verdict>(verdict)), 0);
  for (const ClauseResult& clause : run.clauses) {
    ++counts[clause.excluded ? "excluded" : std::string(to_string(clause.verdict))];
  }
  return counts;
}

bool failed(const RunResult& run) {
  return anywhere(run, Verdict::fail) || (run.strict && anywhere(run, Verdict::warn));
}

bool judged(const RunResult& run) {
  const auto is_judgement = [](Verdict verdict) {
    return verdict == Verdict::pass || verdict == Verdict::info || verdict == Verdict::warn || verdict == Verdict::fail;
  };
  return any_clause(run, is_judgement) || any_in_scenarios(run, is_judgement);
}

source::Json conformant(const RunResult& run) {
  if (failed(run)) return false;
  if (!run.fault.empty() || run.partial || left_open(run) || anywhere(run, Verdict::error)) return nullptr;
  return true;
}

bool littered(const RunResult& run) {
  return std::any_of(run.left_behind.begin(), run.left_behind.end(), [](const Leftover& left) { return !left.by_contract; });
}

namespace {

/// What no answer told the id of may never have been created: it is listed and stays in the ledger, and decides nothing.
bool surely_littered(const RunResult& run) {
  return std::any_of(run.left_behind.begin(), run.left_behind.end(),
                     [](const Leftover& left) { return !left.by_contract && !left.id.empty(); });
}

}  // namespace

int exit_status(const RunResult& run) {
  const Excuses excuses(run);
  const auto counts = [&](Verdict verdict) { return counts_anywhere(run, verdict, excuses); };
  if (!run.fault.empty()) return 3;
  if (counts(Verdict::fail) || (run.strict && counts(Verdict::warn))) return 1;
  if (counts(Verdict::error)) return 3;
  return counts(Verdict::untestable) || silent(run) || surely_littered(run) || !run.stale.empty() ? 1 : 0;
}

}  // namespace confab::reports
