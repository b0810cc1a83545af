// What follows from the verdicts of a run: counts, conformance, exit status.
#include <algorithm>

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

/// Something was asked for and got no answer. Under --only and --skip most clauses are untested, as was wished.
bool left_open(const RunResult& run) {
  const bool untested = any_clause(run, [](Verdict verdict) { return verdict == Verdict::untested; });
  return anywhere(run, Verdict::untestable) || (untested && !run.partial) || !judged(run);
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

int exit_status(const RunResult& run) {
  if (!run.fault.empty()) return 3;
  if (failed(run)) return 1;
  if (anywhere(run, Verdict::error)) return 3;
  return left_open(run) || littered(run) ? 1 : 0;
}

}  // namespace confab::reports
