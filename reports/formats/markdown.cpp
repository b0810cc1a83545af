#include "formats/markdown.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "formats/clause_groups.hpp"
#include "formats/evidence.hpp"
#include "formats/excerpt.hpp"
#include "formats/left_behind.hpp"
#include "formats/markdown_text.hpp"
#include "formats/outcome.hpp"
#include "formats/printable.hpp"

namespace confab::reports {
namespace {

// Together well below a mebibyte, whatever a peer sent; the JSON result has everything.
constexpr std::size_t kMostBlocks = 25;
constexpr std::size_t kDifferencesBytes = 640 * 1024;
constexpr std::size_t kListingBytes = 64 * 1024;
constexpr std::size_t kLongestField = 1000;

std::string table(const RunResult& run) {
  const VerdictCounts total = total_counts(run);
  const std::vector<Verdict> columns = columns_for(total);
  const auto row = [&](const std::string& name, const VerdictCounts& counts) {
    std::string text = "| " + name + " |";
    for (const Verdict column : columns) {
      const auto found = counts.find(column);
      text += found == counts.end() ? " |" : fmt::format(" {} |", found->second);
    }
    return text + "\n";
  };
  std::string text = "| clauses by operation |", line = "| :-- |";
  for (const Verdict column : columns) {
    text += fmt::format(" {} |", to_string(column));
    line += " --: |";
  }
  text += "\n" + line + "\n";
  for (const ClauseGroup& group : clause_groups(run)) {
    if (!group.counts.empty()) text += row(markdown_text(group.name), group.counts);
  }
  return text + row("**total**", total) + "\n";
}

std::string facts(const RunResult& run) {
  const int excluded = summary(run).at("excluded");
  std::string text = fmt::format("{} clauses", sum(total_counts(run)));
  if (excluded > 0) text += fmt::format(" and {} excluded", excluded);
  text += fmt::format(", {} scenarios in {:.1f} s against {}", run.scenarios.size(), run.duration_ms / 1000,
                      markdown_code(run.target));
  if (run.strict) text += ", warnings count as failures";
  if (run.partial) text += ", only a part of the suite";
  for (const std::string& rare : {throttling_text(run), kill_counts_text(run)}) {
    if (!rare.empty()) text += ". " + rare;
  }
  return text + fmt::format(". Run {}, {}, confab {}.\n\n", markdown_code(run.run_id), markdown_text(run.started_at),
                            markdown_text(run.tool_version));
}

std::string detail(std::string_view name, std::string_view value) {
  return value.empty() ? std::string() : fmt::format("{:<9} {}\n", name, terminal_start(value, kLongestField));
}

std::string details(const Evidence& evidence) {
  const Finding& finding = evidence.first;
  const CheckResult& check = finding.check;
  std::string text = detail("scenario", finding.scenario->id);
  if (finding.step) text += detail("step", fmt::format("{} ({})", finding.step->name, finding.step->place));
  text += detail("check", check.check) + detail("expected", check.expected) + detail("actual", check.actual);
  text += detail("reason", check.reason) + detail("seen", seen_also(evidence));
  if (finding.clause) text += detail("known", known_text(*finding.clause));
  if (finding.clause) text += detail("can fail", killed_text(*finding.clause));
  if (finding.exchange) text += "exchange  " + excerpt(*finding.exchange);
  return text;
}

std::string block(const Evidence& evidence, const RunResult& run) {
  const Finding& finding = evidence.first;
  const Verdict verdict = finding.check.verdict;
  const std::string& subject = finding.clause ? finding.clause->clause.id : finding.scenario->id;
  std::string text = fmt::format("### {}: {}\n\n", to_string(verdict), markdown_code(subject));
  if (finding.clause) {
    const spec::Clause& clause = finding.clause->clause;
    text += fmt::format("{} ({}, {}; {})\n\n", markdown_text(clause.text), spec::to_string(clause.level),
                        spec::to_string(clause.provenance), markdown_text(clause.source));
  }
  const bool open = counts_as_failure(verdict, run) || verdict == Verdict::error;
  const std::string inside =
      markdown_block(details(evidence)) + "\n" + markdown_block(repeat_command(run, *finding.scenario), "sh");
  return text + fmt::format("<details{}><summary>evidence</summary>\n\n{}\n</details>\n\n", open ? " open" : "", inside);
}

std::string differences(const RunResult& run) {
  std::vector<Evidence> all;
  for (const auto& [clause, list] : evidence_by_clause(run)) all.insert(all.end(), list.begin(), list.end());
  const auto id = [](const Evidence& one) {
    return one.first.clause ? one.first.clause->clause.id : one.first.scenario->id;
  };
  std::sort(all.begin(), all.end(), [&](const Evidence& a, const Evidence& b) {
    const Verdict left = a.first.check.verdict, right = b.first.check.verdict;
    return left != right ? left > right : id(a) < id(b);
  });
  std::string text;
  std::size_t told = 0;
  for (; told < all.size() && told < kMostBlocks && text.size() < kDifferencesBytes; ++told) text += block(all[told], run);
  if (told < all.size())
    text += fmt::format("{} more differences stand in the JSON and HTML reports.\n\n", all.size() - told);
  return text;
}

/// A folded list of ids, each with its reason.
class Listing {
 public:
  Listing(std::string one, std::string many) : one_(std::move(one)), many_(std::move(many)) {}

  void add(std::string_view id, std::string_view reason) {
    ++count_;
    if (rows_.size() > kListingBytes) return;
    ++named_;
    rows_ += "- " + markdown_code(id);
    if (!reason.empty()) rows_ += ": " + markdown_text(terminal_start(reason, kLongestField));
    rows_ += "\n";
  }
  [[nodiscard]] std::string text() const {
    if (count_ == 0) return {};
    const std::string more = count_ > named_ ? fmt::format("- and {} more\n", count_ - named_) : std::string();
    return fmt::format("<details><summary>{} {}</summary>\n\n{}{}\n</details>\n\n", count_, count_ == 1 ? one_ : many_,
                       rows_, more);
  }

 private:
  std::string one_, many_, rows_;
  std::size_t count_ = 0, named_ = 0;
};

/// What stays on the deployment, and how to go on.
std::string left_behind(const RunResult& run) {
  const std::vector<std::string> lines = left_behind_lines(run.left_behind);
  std::string text;
  for (std::size_t at = 0; at < std::min(lines.size(), kMostBlocks); ++at)
    text += "- left behind: " + markdown_text(terminal_start(lines[at], kLongestField)) + "\n";
  if (lines.size() > kMostBlocks)
    text += fmt::format("- left behind: {} more lines in the JSON report\n", lines.size() - kMostBlocks);
  if (!run.ledger.empty()) text += "- to go on with it: " + markdown_code("confab cleanup " + run.ledger) + "\n";
  return text.empty() ? text : text + "\n";
}

std::string left_out(const RunResult& run) {
  Listing skipped("scenario skipped", "scenarios skipped"), untested("clause untested", "clauses untested");
  for (const ScenarioResult& scenario : run.scenarios) {
    if (scenario.verdict == Verdict::skip) skipped.add(scenario.id, scenario.reason);
  }
  for (const ClauseResult& clause : run.clauses) {
    const bool asked_for = !clause.excluded && !run.partial && run.fault.empty();
    if (asked_for && clause.verdict == Verdict::untested) untested.add(clause.clause.id, clause.reason);
  }
  return untested.text() + skipped.text();
}

}  // namespace

std::string render_markdown(const RunResult& run) {
  std::string text = fmt::format("## confab {}: {}\n\n", markdown_text(contract_names(run)), outcome_text(run));
  text += facts(run);
  if (!run.fault.empty()) text += markdown_block(terminal_start(run.fault, kLongestField)) + "\n";
  for (const StaleLine& line : run.stale) text += fmt::format("- stale: {}\n", markdown_text(stale_text(line)));
  if (!run.stale.empty()) text += "\n";
  if (!run.clauses.empty()) text += table(run);
  return text + differences(run) + left_out(run) + left_behind(run);
}

}  // namespace confab::reports
