#include "formats/outcome.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace confab::reports {
namespace {

/// Something that was selected was not judged, whether or not a baseline excuses it.
bool not_all_judged(const RunResult& run) {
  const std::map<std::string, int> counts = summary(run);
  if (counts.at("untestable") > 0 || (counts.at("untested") > 0 && !run.partial)) return true;
  return std::any_of(run.scenarios.begin(), run.scenarios.end(),
                     [](const ScenarioResult& scenario) { return scenario.verdict == Verdict::untestable; });
}

std::string why_undecided(const RunResult& run) {
  if (!run.fault.empty()) return "no verdict: the deployment could not be reached";
  if (run.interrupted) return "interrupted: nothing failed before";
  if (!judged(run)) return "no verdict: nothing was judged, everything selected was skipped or could not be tested";
  if (exit_status(run) == 3) return "no verdict: confab itself failed";
  if (not_all_judged(run)) return "no verdict: some clauses could not be tested";
  return "nothing failed in the part that was run";
}

}  // namespace

std::string outcome_text(const RunResult& run) {
  const source::Json verdict = conformant(run);
  std::string text = verdict.is_null() ? why_undecided(run) : verdict.get<bool>() ? "conformant" : "not conformant";
  const bool excused = exit_status(run) == 0 && (failed(run) || not_all_judged(run));
  if (excused) text += ", in nothing that the baseline does not know";
  if (!run.stale.empty())
    text += fmt::format(", {} stale line{} in the baseline", run.stale.size(), run.stale.size() == 1 ? "" : "s");
  return text;
}

Verdict outcome_colour(const RunResult& run) {
  const int status = exit_status(run);
  // Red for what failed, though a baseline knows it: the reader may not know the baseline.
  if (failed(run) || status == 3) return Verdict::fail;
  return status == 0 && !not_all_judged(run) ? Verdict::pass : Verdict::untestable;
}

std::string known_text(const ClauseResult& clause) {
  if (!clause.known) return {};
  return fmt::format("{} ({}): {}", to_string(clause.known->as), clause.known->place, clause.known->reason);
}

std::string killed_text(const ClauseResult& clause) {
  if (!clause.killed_by) return {};
  const KilledBy& killed = *clause.killed_by;
  return fmt::format("seen by {} when the mock was told {} at {}", killed.check, killed.deviation, killed.place);
}

std::string kill_counts_text(const RunResult& run) {
  const auto judged =
      std::count_if(run.clauses.begin(), run.clauses.end(), [](const ClauseResult& clause) { return !clause.excluded; });
  const auto killed = std::count_if(run.clauses.begin(), run.clauses.end(),
                                    [](const ClauseResult& clause) { return clause.killed_by.has_value(); });
  return killed == 0 ? std::string()
                     : fmt::format("{} of {} clauses were seen to fail under a deviation made for them", killed, judged);
}

std::string stale_text(const StaleLine& line) {
  return fmt::format("{}: {} {}: {}", line.place, to_string(line.as), line.clause, line.why);
}

std::string throttling_text(const RunResult& run) {
  const Throttling& told = run.throttling;
  if (told.refusals == 0) return {};
  return fmt::format("429 came {} {}; confab waited {:.1f} s in all before it asked again", told.refusals,
                     told.refusals == 1 ? "time" : "times", told.waited_ms / 1000);
}

std::string contract_names(const RunResult& run) {
  return run.vendors.empty() ? "nothing" : fmt::format("{}", fmt::join(run.vendors, ", "));
}

}  // namespace confab::reports
