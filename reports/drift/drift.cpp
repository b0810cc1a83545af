#include "drift/drift.hpp"

#include <algorithm>
#include <map>

#include "drift/shape.hpp"

namespace confab::reports {
namespace {

/// From best to worst for those who compare: what is not judged any more is worse than what was.
int harm(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
    case Verdict::info:
      return 0;
    case Verdict::warn:
      return 1;
    case Verdict::skip:
      return 2;
    case Verdict::untested:
    case Verdict::untestable:
      return 3;
    case Verdict::fail:
      return 4;
    case Verdict::error:
      return 5;
  }
  return 5;
}

std::map<std::string, const ClauseResult*> by_id(const RunResult& run) {
  std::map<std::string, const ClauseResult*> clauses;
  for (const ClauseResult& clause : run.clauses) {
    if (!clause.excluded) clauses.emplace(clause.clause.id, &clause);
  }
  return clauses;
}

void blame(ClauseChange& change, const RunResult& run) {
  for (const ScenarioResult& scenario : run.scenarios) {
    for (const StepResult& step : scenario.steps) {
      for (const CheckResult& check : step.checks) {
        if (check.clause != change.id || check.verdict != change.after) continue;
        change.expected = check.expected;
        change.actual = check.actual;
        return;
      }
    }
  }
}

std::vector<ClauseChange> clause_changes(const RunResult& before, const RunResult& after) {
  const auto old_ones = by_id(before);
  const auto new_ones = by_id(after);
  std::vector<ClauseChange> changes;
  for (const ClauseResult& clause : after.clauses) {
    const auto old = old_ones.find(clause.clause.id);
    const bool known = old != old_ones.end();
    if (clause.excluded || (known && old->second->verdict == clause.verdict)) continue;
    ClauseChange change{clause.clause.id, {}, clause.verdict, {}, {}, clause.reason};
    if (known) change.before = old->second->verdict;
    blame(change, after);
    changes.push_back(std::move(change));
  }
  for (const auto& [id, clause] : old_ones) {
    if (!new_ones.contains(id)) changes.push_back({id, clause->verdict, {}, {}, {}, {}});
  }
  return changes;
}

void differ(const std::string& operation, const char* kind, const std::set<std::string>& before,
            const std::set<std::string>& after, std::vector<SeenChange>& changes) {
  for (const std::string& what : after) {
    if (!before.contains(what)) changes.push_back({operation, kind, what, false});
  }
  for (const std::string& what : before) {
    if (!after.contains(what)) changes.push_back({operation, kind, what, true});
  }
}

std::vector<SeenChange> seen_changes(const RunResult& before, const RunResult& after) {
  const auto old_ones = shapes(before);
  std::vector<SeenChange> changes;
  for (const auto& [operation, shape] : shapes(after)) {
    const auto old = old_ones.find(operation);
    if (old == old_ones.end()) continue;
    differ(operation, "status", old->second.statuses, shape.statuses, changes);
    differ(operation, "frame", old->second.frames, shape.frames, changes);
    differ(operation, "field", old->second.fields, shape.fields, changes);
  }
  return changes;
}

}  // namespace

bool ClauseChange::is_regression() const {
  return before && after && harm(*after) > harm(*before);
}

Drift find_drift(const RunResult& before, const RunResult& after) {
  return {clause_changes(before, after), seen_changes(before, after)};
}

bool has_regression(const Drift& drift) {
  return std::any_of(drift.clauses.begin(), drift.clauses.end(),
                     [](const ClauseChange& change) { return change.is_regression(); });
}

}  // namespace confab::reports
