#include "result/excuses.hpp"

namespace confab::reports {
namespace {

bool excusable(Verdict verdict) {
  return verdict == Verdict::fail || verdict == Verdict::warn || verdict == Verdict::untestable;
}

}  // namespace

Excuses::Excuses(const RunResult& run) {
  for (const ClauseResult& clause : run.clauses) {
    if (clause.known && !clause.excluded) known_.insert(clause.clause.id);
  }
}

bool Excuses::excuse(const ClauseResult& clause) const {
  return excusable(clause.verdict) && known_.contains(clause.clause.id);
}

bool Excuses::excuse(const CheckResult& check, const ScenarioResult& scenario) const {
  if (check.clause.empty()) return excuse_unexplained(check.verdict, scenario);
  return excusable(check.verdict) && known_.contains(check.clause);
}

bool Excuses::excuse_unexplained(Verdict verdict, const ScenarioResult& scenario) const {
  if (verdict != Verdict::untestable || known_.empty()) return false;
  bool any_left_open = false;
  for (const StepResult& step : scenario.steps) {
    for (const CheckResult& check : step.checks) {
      if (check.clause.empty() || check.verdict != Verdict::untestable) continue;
      if (!known_.contains(check.clause)) return false;
      any_left_open = true;
    }
  }
  return any_left_open;
}

}  // namespace confab::reports
