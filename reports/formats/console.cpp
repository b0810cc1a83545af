// What a person reads first: what is wrong, then how much of the contract holds.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "formats/console_findings.hpp"
#include "formats/format.hpp"
#include "formats/paint.hpp"
#include "formats/printable.hpp"

namespace confab::reports {
namespace {

// In the order people look for them.
constexpr std::array kColumns = {Verdict::pass,       Verdict::info, Verdict::warn,     Verdict::fail,
                                 Verdict::untestable, Verdict::skip, Verdict::untested, Verdict::error};

using Counts = std::map<Verdict, int>;

std::string row_name(const ClauseResult& clause) {
  return clause.clause.operation.empty() ? clause.vendor + " (all operations)"
                                         : clause.vendor + "." + clause.clause.operation;
}

std::string table_row(std::string_view name, std::size_t width, const Counts& counts, const std::vector<Verdict>& columns,
                      const Paint& paint) {
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
  std::vector<std::pair<std::string, Counts>> rows;
  Counts total;
  std::size_t width = 22;
  for (const ClauseResult& clause : run.clauses) {
    if (clause.excluded) continue;
    const std::string name = row_name(clause);
    auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& one) { return one.first == name; });
    if (row == rows.end()) row = rows.insert(rows.end(), {name, {}});
    ++row->second[clause.verdict];
    ++total[clause.verdict];
    width = std::max(width, name.size() + 2);
  }
  if (rows.empty()) return {};
  std::vector<Verdict> columns;
  for (Verdict column : kColumns) {
    if (column == Verdict::pass || column == Verdict::fail || total.contains(column)) columns.push_back(column);
  }
  std::string text = table_head(width, columns, paint);
  for (const auto& [name, counts] : rows) text += table_row(name, width, counts, columns, paint);
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

std::string why_undecided(const RunResult& run) {
  if (!run.fault.empty()) return "no verdict: the deployment could not be reached";
  if (!judged(run)) return "no verdict: nothing was judged, everything selected was skipped or could not be tested";
  if (exit_status(run) == 3) return "no verdict: confab itself failed";
  if (exit_status(run) == 1) return "no verdict: some clauses could not be tested";
  return "nothing failed in the part that was run";
}

std::string outcome(const RunResult& run) {
  const source::Json verdict = conformant(run);
  if (verdict.is_null()) return why_undecided(run);
  return verdict.get<bool>() ? "conformant" : "not conformant";
}

Verdict colour_of(const RunResult& run) {
  const int status = exit_status(run);
  return status == 0 ? Verdict::pass : failed(run) || status == 3 ? Verdict::fail : Verdict::untestable;
}

std::string summary_line(const RunResult& run, const Paint& paint) {
  const std::map<std::string, int> counts = summary(run);
  int clauses = 0;
  std::string parts;
  for (Verdict column : kColumns) {
    const int count = counts.at(std::string(to_string(column)));
    clauses += count;
    if (count > 0) parts += fmt::format(", {} {}", count, to_string(column));
  }
  if (counts.at("excluded") > 0) parts += fmt::format(", {} excluded", counts.at("excluded"));
  return fmt::format("{}: {} clauses{}; {} scenarios in {:.1f} s against {}{}\n",
                     paint.verdict(colour_of(run), outcome(run)), clauses, parts, run.scenarios.size(),
                     run.duration_ms / 1000, terminal_text(run.target), run.strict ? ", warnings count as failures" : "");
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
  return text + skips(run) + table(run, paint) + summary_line(run, paint);
}

}  // namespace confab::reports
