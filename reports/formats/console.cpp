// What a person reads first: what is wrong, then how much of the contract holds.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "formats/clause_groups.hpp"
#include "formats/console_findings.hpp"
#include "formats/format.hpp"
#include "formats/left_behind.hpp"
#include "formats/outcome.hpp"
#include "formats/paint.hpp"
#include "formats/printable.hpp"
#include "result/excuses.hpp"

namespace confab::reports {
namespace {

std::string table_row(std::string_view name, std::size_t width, const VerdictCounts& counts,
                      const std::vector<Verdict>& columns, const Paint& paint) {
  std::string text = fmt::format("{:<{}}", name, width);
  for (Verdict column : columns) {
    const auto found = counts.find(column);
    const std::string cell = fmt::format("{:>{}}", found == counts.end() ? "·" : std::to_string(found->second),
                                         std::max<std::size_t>(6, to_string(column).size() + 2));
    text += found == counts.end() ? paint.faint(cell) : paint.verdict(column, cell);
  }
  return text + "\n";
}

std::string table_head(std::size_t width, const std::vector<Verdict>& columns, const Paint& paint) {
  std::string text = fmt::format("{:<{}}", "clauses by operation", width);
  for (Verdict column : columns)
    text += fmt::format("{:>{}}", to_string(column), std::max<std::size_t>(6, to_string(column).size() + 2));
  return paint.bold(text) + "\n";
}

/// Columns of verdicts that nobody got are left out, but for pass and fail. No table where nothing could be reached.
std::string table(const RunResult& run, const Paint& paint) {
  if (!run.fault.empty() && run.scenarios.empty()) return {};
  std::vector<ClauseGroup> rows = clause_groups(run);
  std::erase_if(rows, [](const ClauseGroup& row) { return row.counts.empty(); });
  if (rows.empty()) return {};
  std::size_t width = 22;
  for (const ClauseGroup& row : rows) width = std::max(width, row.name.size() + 2);
  const VerdictCounts total = total_counts(run);
  const std::vector<Verdict> columns = columns_for(total);
  std::string text = table_head(width, columns, paint);
  for (const ClauseGroup& row : rows) text += table_row(row.name, width, row.counts, columns, paint);
  if (rows.size() > 1) text += table_row("total", width, total, columns, paint);
  return text + "\n";
}

/// Skipped stories by their reason, so that a skip never looks like a pass.
std::string skips(const RunResult& run) {
  std::map<std::string, std::vector<std::string>> by_reason;
  for (const ScenarioResult& scenario : run.scenarios) {
    if (scenario.verdict == Verdict::skip) by_reason[scenario.reason].push_back(scenario.id);
  }
  std::string text;
  for (const auto& [reason, ids] : by_reason) {
    text += fmt::format("skipped {}: {}\n", fmt::join(ids, ", "), terminal_text(reason));
  }
  return text.empty() ? text : text + "\n";
}

std::string clauses_with(Verdict verdict, std::string_view word, const RunResult& run, const Paint& paint) {
  std::string text;
  for (const ClauseResult& clause : run.clauses) {
    if (clause.excluded || clause.verdict != verdict) continue;
    text += fmt::format("{}  {}  {}\n", paint.verdict(verdict, word), clause.clause.id, clause.clause.text);
  }
  return text.empty() ? text : text + "\n";
}

std::string stale_lines(const RunResult& run, const Paint& paint) {
  std::string text;
  for (const StaleLine& line : run.stale)
    text += fmt::format("{}  {}\n", paint.verdict(Verdict::fail, "STALE"), terminal_text(stale_text(line)));
  return text.empty() ? text : text + "\n";
}

std::string summary_line(const RunResult& run, const Paint& paint) {
  const std::map<std::string, int> counts = summary(run);
  int clauses = 0;
  std::string parts;
  for (const Verdict column : kVerdictColumns) {
    const int count = counts.at(std::string(to_string(column)));
    clauses += count;
    if (count > 0) parts += fmt::format(", {} {}", count, to_string(column));
  }
  const Excuses excuses(run);
  const auto known = std::count_if(run.clauses.begin(), run.clauses.end(),
                                   [&](const ClauseResult& clause) { return excuses.excuse(clause); });
  if (counts.at("excluded") > 0) parts += fmt::format(", {} excluded", counts.at("excluded"));
  if (known > 0) parts += fmt::format("; the baseline knows {} of them", known);
  return fmt::format(
      "{}: {} clauses{}; {} scenarios in {:.1f} s against {}{}\n",
      paint.verdict(outcome_colour(run), outcome_text(run) + (littered(run) ? ", and something was left behind" : "")),
      clauses, parts, run.scenarios.size(), run.duration_ms / 1000, terminal_text(run.target),
      run.strict ? ", warnings count as failures" : "");
}

/// What stays on the deployment, and how to go on.
std::string left_behind(const RunResult& run) {
  std::string text = left_behind_text(run.left_behind);
  if (!run.ledger.empty()) text += fmt::format("to go on with it: confab cleanup {}\n", terminal_text(run.ledger));
  return text.empty() ? text : text + "\n";
}

}  // namespace

std::string render_console(const RunResult& run, ConsoleStyle style) {
  const Paint paint{style.colour};
  std::string text;
  if (style.verbose) text += clauses_with(Verdict::pass, "PASS", run, paint);
  text += console_findings(run, style);
  if (!run.fault.empty())
    text += fmt::format("{}  {}\n\n", paint.verdict(Verdict::error, "ERROR"), terminal_text(run.fault));
  if (!run.partial && run.fault.empty()) text += clauses_with(Verdict::untested, "UNTESTED", run, paint);
  return text + stale_lines(run, paint) + skips(run) + left_behind(run) + table(run, paint) +
         (run.throttling.refusals > 0 ? throttling_text(run) + "\n" : "") + summary_line(run, paint);
}

}  // namespace confab::reports
