#include "formats/outcome.hpp"

#include <fmt/format.h>

namespace confab::reports {
namespace {

std::string why_undecided(const RunResult& run) {
  if (!run.fault.empty()) return "no verdict: the deployment could not be reached";
  if (run.interrupted) return "interrupted: nothing failed before";
  if (!judged(run)) return "no verdict: nothing was judged, everything selected was skipped or could not be tested";
  if (exit_status(run) == 3) return "no verdict: confab itself failed";
  const auto counts = summary(run);
  const bool open = counts.at("untestable") > 0 || (counts.at("untested") > 0 && !run.partial);
  if (exit_status(run) == 1 && (open || !littered(run))) return "no verdict: some clauses could not be tested";
  return "nothing failed in the part that was run";
}

}  // namespace

std::string outcome_text(const RunResult& run) {
  const source::Json verdict = conformant(run);
  if (verdict.is_null()) return why_undecided(run);
  return verdict.get<bool>() ? "conformant" : "not conformant";
}

Verdict outcome_colour(const RunResult& run) {
  const int status = exit_status(run);
  return status == 0 ? Verdict::pass : failed(run) || status == 3 ? Verdict::fail : Verdict::untestable;
}

std::string contract_names(const RunResult& run) {
  return run.vendors.empty() ? "nothing" : fmt::format("{}", fmt::join(run.vendors, ", "));
}

}  // namespace confab::reports
