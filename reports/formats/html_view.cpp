#include "formats/html_view.hpp"

#include <fmt/format.h>

#include "formats/clause_groups.hpp"
#include "formats/evidence.hpp"
#include "formats/html_clause.hpp"
#include "formats/html_operations.hpp"
#include "formats/left_behind.hpp"
#include "formats/outcome.hpp"
#include "formats/verdict_words.hpp"

namespace confab::reports {
namespace {

using Data = kainjow::mustache::data;
using List = kainjow::mustache::list;

Data header_facts(const RunResult& run) {
  std::string scope = run.partial ? "a part of the suite" : "the whole suite";
  if (run.strict) scope += ", warnings count as failures";
  List facts;
  facts.push_back(html_fact("target", run.target));
  facts.push_back(
      html_fact("played", fmt::format("{}: {} scenarios in {:.1f} s", scope, run.scenarios.size(), run.duration_ms / 1000)));
  facts.push_back(html_fact("started", run.started_at));
  facts.push_back(html_fact("run", run.run_id));
  facts.push_back(html_fact("made by", "confab " + run.tool_version));
  const std::pair<const char*, std::string> rare[] = {{"kill matrix", kill_counts_text(run)},
                                                      {"throttled", throttling_text(run)}};
  for (const auto& [name, text] : rare) {
    if (!text.empty()) facts.push_back(html_fact(name, text));
  }
  for (const StaleLine& line : run.stale) facts.push_back(html_fact("stale", html_bounded(stale_text(line))));
  return facts;
}

Data summary_rows(const RunResult& run) {
  const std::map<std::string, int> counts = summary(run);
  List rows;
  const auto add = [&](const std::string& verdict, std::string_view meaning) {
    Data row;
    row.set("verdict", verdict);
    row.set("count", std::to_string(counts.at(verdict)));
    row.set("meaning", std::string(meaning));
    rows.push_back(row);
  };
  for (const Verdict verdict : kVerdictColumns) add(std::string(to_string(verdict)), meaning_of(verdict));
  add("excluded", kExcludedMeaning);
  return rows;
}

/// Every verdict is there, so that each link of the summary leads somewhere.
Data verdict_list(const std::string& verdict, bool open, const std::vector<const ClauseResult*>& clauses) {
  List rows;
  for (const ClauseResult* clause : clauses) {
    Data row;
    row.set("id", clause->clause.id);
    row.set("anchor", html_anchor("clause", clause->clause.id));
    row.set("text", clause->clause.text);
    rows.push_back(row);
  }
  Data data;
  data.set("verdict", verdict);
  data.set("count", fmt::format("{} {}", clauses.size(), clauses.size() == 1 ? "clause" : "clauses"));
  data.set("open", open && !clauses.empty());
  data.set("rows", rows);
  return data;
}

Data verdict_lists(const RunResult& run) {
  std::map<std::string_view, std::vector<const ClauseResult*>> clauses;
  for (const ClauseResult& clause : run.clauses) clauses[verdict_word(clause)].push_back(&clause);
  List lists;
  for (const Verdict verdict : kVerdictColumns) {
    const std::string_view word = to_string(verdict);
    lists.push_back(verdict_list(std::string(word), is_red(verdict, run), clauses[word]));
  }
  lists.push_back(verdict_list("excluded", false, clauses["excluded"]));
  return lists;
}

List stories(const RunResult& run, const ClauseRows& clauses) {
  List stories;
  for (const Evidence& evidence : clauses.evidence_without_clause()) {
    Data story = html_evidence(evidence, run);
    story.set("story", evidence.first.scenario->id);
    stories.push_back(story);
  }
  return stories;
}

List skipped(const RunResult& run) {
  List skips;
  for (const ScenarioResult& scenario : run.scenarios) {
    if (scenario.verdict != Verdict::skip) continue;
    Data row;
    row.set("id", scenario.id);
    row.set("reason", html_bounded(scenario.reason));
    skips.push_back(row);
  }
  return skips;
}

List left_behind(const RunResult& run) {
  List lines;
  for (const std::string& line : left_behind_lines(run.left_behind)) lines.push_back(html_bounded(line));
  if (!run.ledger.empty()) lines.push_back("to go on with it: confab cleanup " + run.ledger);
  return lines;
}

void set_list(Data& view, const std::string& name, const List& items) {
  view.set(name, items);
  view.set("has_" + name, !items.empty());
}

}  // namespace

Data html_view(const RunResult& run) {
  const ClauseRows clauses(run);
  Data view;
  view.set("contracts", contract_names(run));
  view.set("outcome", outcome_text(run));
  view.set("colour", std::string(to_string(outcome_colour(run))));
  view.set("fault", run.fault.empty() ? Data(false) : Data(html_bounded(run.fault)));
  view.set("facts", header_facts(run));
  view.set("summary", summary_rows(run));
  view.set("clauses", std::to_string(sum(total_counts(run))));
  set_html_operations(view, run, clauses);
  view.set("verdicts", verdict_lists(run));
  set_list(view, "stories", stories(run, clauses));
  set_list(view, "skips", skipped(run));
  set_list(view, "left_behind", left_behind(run));
  return view;
}

}  // namespace confab::reports
