#include "formats/junit_cases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "formats/excerpt.hpp"
#include "formats/finding.hpp"
#include "formats/left_behind.hpp"
#include "formats/outcome.hpp"
#include "result/excuses.hpp"

namespace confab::reports {
namespace {

Outcome outcome_of(Verdict verdict, const RunResult& run) {
  if (counts_as_failure(verdict, run)) return Outcome::failure;
  switch (verdict) {
    case Verdict::error:
    case Verdict::untestable:
      return Outcome::error;
    case Verdict::skip:
      return Outcome::skipped;
    case Verdict::untested:
      return run.partial || !run.fault.empty() ? Outcome::skipped : Outcome::error;
    default:
      return Outcome::passed;
  }
}

std::vector<Case>& suite_named(Suites& suites, const std::string& name) {
  const auto found = std::find_if(suites.begin(), suites.end(), [&](const Suite& suite) { return suite.name == name; });
  return found != suites.end() ? found->cases : suites.emplace_back(Suite{name, {}}).cases;
}

std::string describe(const Finding& finding, const RunResult& run) {
  std::string text = fmt::format("[{}] {}: {}\n", to_string(finding.check.verdict), finding.check.check, headline(finding));
  text += fmt::format("scenario: {}\n", finding.scenario->id);
  if (finding.step) text += fmt::format("step:     {} ({})\n", finding.step->name, finding.step->place);
  if (finding.exchange) text += "exchange: " + excerpt(*finding.exchange);
  return text + fmt::format("repeat:   {}\n", repeat_command(run, *finding.scenario));
}

bool differs(Verdict verdict) {
  return verdict >= Verdict::info;
}

/// Takes the worst of the findings as the message and lists all that differed.
void explain(Case& one, const std::vector<const Finding*>& findings, const RunResult& run) {
  const Finding* first = nullptr;
  for (const Finding* finding : findings) {
    if (!differs(finding->check.verdict)) continue;
    if (!first || finding->check.verdict > first->check.verdict) first = finding;
    one.details += (one.details.empty() ? "" : "\n") + describe(*finding, run);
  }
  if (!first) return;
  one.type = first->check.check;
  one.message = headline(*first);
}

/// Milliseconds of the steps that judged it, each counted once.
double seconds_of(const std::vector<const Finding*>& findings) {
  double milliseconds = 0;
  const StepResult* last = nullptr;
  for (const Finding* finding : findings) {
    if (finding->step && finding->step != last) milliseconds += finding->step->duration_ms;
    last = finding->step;
  }
  return milliseconds / 1000;
}

bool is_red(const Case& one) {
  return one.outcome == Outcome::failure || one.outcome == Outcome::error;
}

/// What a baseline knows must not turn a CI job red, nor disappear from it.
void excuse(Case& one, const std::string& known) {
  one.outcome = Outcome::skipped;
  one.message = fmt::format("{}; {}", known, one.message);
}

Case clause_case(const ClauseResult& clause, const std::vector<const Finding*>& findings, const RunResult& run) {
  Case one;
  one.name = clause.clause.id;
  one.outcome = outcome_of(clause.verdict, run);
  one.seconds = seconds_of(findings);
  explain(one, findings, run);
  if (one.type.empty()) one.type = to_string(clause.verdict);
  if (!clause.reason.empty() && (one.message.empty() || one.outcome == Outcome::skipped)) one.message = clause.reason;
  if (one.message.empty()) one.message = fmt::format("{}: {}", to_string(clause.verdict), clause.clause.text);
  const std::string about = fmt::format("{} ({}, {}; {})\n", clause.clause.text, spec::to_string(clause.clause.level),
                                        spec::to_string(clause.clause.provenance), clause.clause.source);
  if (is_red(one)) one.details = about + one.details;
  if (is_red(one) && Excuses(run).excuse(clause)) excuse(one, known_text(clause));
  return one;
}

using ByScenario = std::map<const ScenarioResult*, std::vector<const Finding*>>;

void add_clauses(const RunResult& run, const std::vector<Finding>& all, Suites& suites) {
  std::map<const ClauseResult*, std::vector<const Finding*>> by_clause;
  for (const Finding& finding : all) by_clause[finding.clause].push_back(&finding);
  for (const ClauseResult& clause : run.clauses) {
    if (clause.excluded) continue;
    const std::string suite =
        clause.clause.operation.empty() ? clause.vendor : clause.vendor + "." + clause.clause.operation;
    suite_named(suites, suite).push_back(clause_case(clause, by_clause[&clause], run));
  }
}

void add_scenarios(const RunResult& run, const std::vector<Finding>& all, Suites& suites) {
  ByScenario troubles;
  const Excuses excuses(run);
  for (const Finding& finding : all) {
    const Outcome outcome = outcome_of(finding.check.verdict, run);
    const bool red = outcome == Outcome::failure || outcome == Outcome::error;
    if (!finding.clause && red && !excuses.excuse(finding.check, *finding.scenario))
      troubles[finding.scenario].push_back(&finding);
  }
  for (const ScenarioResult& scenario : run.scenarios) {
    const auto found = troubles.find(&scenario);
    if (found == troubles.end()) continue;
    Verdict verdict = Verdict::pass;
    for (const Finding* finding : found->second) verdict = std::max(verdict, finding->check.verdict);
    Case one;
    one.name = scenario.id;
    one.outcome = outcome_of(verdict, run);
    one.seconds = scenario.duration_ms / 1000;
    explain(one, found->second, run);
    suite_named(suites, scenario.vendor + ".scenarios").push_back(std::move(one));
  }
}

void add_stale_lines(const RunResult& run, Suites& suites) {
  for (const StaleLine& line : run.stale) {
    const std::string text = stale_text(line);
    suite_named(suites, "baseline").push_back({line.place, Outcome::failure, "stale", text, text, 0});
  }
}

}  // namespace

Suites junit_suites(const RunResult& run) {
  const std::vector<Finding> all = findings(run);
  Suites suites;
  if (!run.fault.empty()) {
    suite_named(suites, "deployment").push_back({"reachable", Outcome::error, "unreachable", run.fault, run.fault, 0});
  }
  if (run.fault.empty() && littered(run)) {
    suite_named(suites, "deployment")
        .push_back({"nothing left behind", Outcome::error, "left_behind", "something could not be deleted again",
                    left_behind_text(run.left_behind), 0});
  }
  add_stale_lines(run, suites);
  add_clauses(run, all, suites);
  add_scenarios(run, all, suites);
  return suites;
}

}  // namespace confab::reports
