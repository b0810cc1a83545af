#include "formats/finding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

namespace confab::reports {
namespace {

struct Index {
  std::map<std::string_view, const ClauseResult*> clauses;
  std::map<int, const Exchange*> exchanges;

  explicit Index(const RunResult& run) {
    for (const ClauseResult& clause : run.clauses) clauses.emplace(clause.clause.id, &clause);
    for (const ScenarioResult& scenario : run.scenarios) {
      for (const StepResult& step : scenario.steps) {
        for (const Exchange& exchange : step.exchanges) exchanges.emplace(exchange.id, &exchange);
      }
    }
  }
};

template <typename Map, typename Key>
auto found_or_null(const Map& map, const Key& key) {
  const auto found = map.find(key);
  return found == map.end() ? nullptr : found->second;
}

CheckResult without_check(std::string_view id, Verdict verdict, const std::string& reason) {
  CheckResult check;
  check.check = id;
  check.verdict = verdict;
  check.reason = reason;
  return check;
}

/// The first step that is as bad as its scenario though no check is: the steps after it only follow from it.
const StepResult* unexplained_step(const ScenarioResult& scenario) {
  for (const StepResult& step : scenario.steps) {
    if (step.verdict == scenario.verdict) return &step;
  }
  return nullptr;
}

void add_unexplained(const ScenarioResult& scenario, std::vector<Finding>& all) {
  Verdict explained = Verdict::pass;  // anything better needs no words
  for (const StepResult& step : scenario.steps) explained = std::max(explained, worst(step.checks));
  if (scenario.verdict <= explained) return;
  const StepResult* step = unexplained_step(scenario);
  const std::string& reason = step && !step->reason.empty() ? step->reason : scenario.reason;
  all.push_back({without_check(step ? "step" : "scenario", scenario.verdict, reason), &scenario, step});
}

}  // namespace

std::vector<Finding> findings(const RunResult& run) {
  const Index index(run);
  std::vector<Finding> all;
  for (const ScenarioResult& scenario : run.scenarios) {
    for (const StepResult& step : scenario.steps) {
      for (const CheckResult& check : step.checks) {
        all.push_back({check, &scenario, &step, found_or_null(index.clauses, check.clause),
                       found_or_null(index.exchanges, check.exchange)});
      }
    }
    add_unexplained(scenario, all);
  }
  return all;
}

bool counts_as_failure(Verdict verdict, const RunResult& run) {
  return verdict == Verdict::fail || (run.strict && verdict == Verdict::warn);
}

std::string headline(const Finding& finding) {
  const CheckResult& check = finding.check;
  const bool compared = !check.expected.empty() || !check.actual.empty();
  std::string line = compared ? fmt::format("expected {}; actual {}", check.expected, check.actual) : check.reason;
  std::replace(line.begin(), line.end(), '\n', ' ');
  return line;
}

}  // namespace confab::reports
