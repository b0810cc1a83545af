#include "formats/html_clause.hpp"

#include <fmt/format.h>

#include "formats/excerpt.hpp"
#include "formats/outcome.hpp"
#include "formats/printable.hpp"
#include "formats/verdict_words.hpp"

namespace confab::reports {
namespace {

using Data = kainjow::mustache::data;
using List = kainjow::mustache::list;

constexpr std::size_t kLongestValue = 4000;
// More than on a terminal, where one has to scroll: whoever disputes a verdict wants to see the stream.
constexpr ExcerptLimits kEvidence = {.first_lines = 40, .last_lines = 40, .line_length = 1000, .headers = 40};
// One clause differs in few ways; the rest is in the JSON result.
constexpr std::size_t kMostTold = 10;

void add_fact(List& facts, const char* name, const std::string& value) {
  if (!value.empty()) facts.push_back(html_fact(name, html_bounded(value)));
}

std::string step_words(const Finding& finding) {
  if (!finding.step) return finding.scenario->title;
  return fmt::format("{} ({})", finding.step->name, finding.step->place);
}

List clause_facts(const ClauseResult& clause, const RunResult& run) {
  List facts;
  add_fact(facts, "level", std::string(spec::to_string(clause.clause.level)));
  add_fact(facts, "provenance", std::string(meaning_of(clause.clause.provenance)));
  add_fact(facts, "source", clause.clause.source);
  add_fact(facts, "verdict",
           fmt::format("{}: {}", verdict_word(clause), clause.excluded ? kExcludedMeaning : meaning_of(clause.verdict)));
  add_fact(facts, "reason", clause.reason);
  add_fact(facts, "known", known_text(clause));
  add_fact(facts, "can fail", killed_text(clause));
  if (!clause.proofs.empty()) {
    add_fact(facts, "proofs", fmt::format("{}", fmt::join(clause.proofs, ", ")));
  } else if (!clause.clause.proved_by.empty()) {
    add_fact(facts, "would prove it", fmt::format("{}", fmt::join(clause.clause.proved_by, ", ")));
  }
  if (run.vendors.size() > 1) add_fact(facts, "contract", clause.vendor);
  return facts;
}

}  // namespace

std::string html_bounded(std::string_view text) {
  return terminal_start(text, kLongestValue);
}

std::string html_anchor(std::string_view kind, std::string_view name) {
  std::string anchor = fmt::format("{}-", kind);
  for (const char byte : name) {
    const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
    anchor += plain || byte == '_' ? byte : '-';
  }
  return anchor;
}

Data html_fact(std::string name, std::string value) {
  Data fact;
  fact.set("name", std::move(name));
  fact.set("value", std::move(value));
  return fact;
}

Data html_evidence(const Evidence& evidence, const RunResult& run) {
  const Finding& finding = evidence.first;
  List facts;
  add_fact(facts, "scenario", finding.scenario->id);
  add_fact(facts, "step", step_words(finding));
  add_fact(facts, "expected", finding.check.expected);
  add_fact(facts, "actual", finding.check.actual);
  add_fact(facts, "reason", finding.check.reason);
  add_fact(facts, "seen", seen_also(evidence));
  Data data;
  data.set("verdict", std::string(to_string(finding.check.verdict)));
  data.set("title", finding.check.check);
  data.set("facts", facts);
  data.set("exchange", finding.exchange ? Data(excerpt(*finding.exchange, kEvidence)) : Data(false));
  data.set("command", repeat_command(run, *finding.scenario));
  return data;
}

ClauseRows::ClauseRows(const RunResult& run) : run_(run), evidence_(evidence_by_clause(run)) {}

Data ClauseRows::row(const ClauseResult& clause) const {
  const std::vector<Evidence>& all = evidence_of(&clause);
  List told;
  for (std::size_t at = 0; at < all.size() && at < kMostTold; ++at) told.push_back(html_evidence(all[at], run_));
  Data data;
  data.set("id", clause.clause.id);
  data.set("anchor", html_anchor("clause", clause.clause.id));
  data.set("text", clause.clause.text);
  data.set("verdict", std::string(verdict_word(clause)));
  data.set("open", !clause.excluded && is_red(clause.verdict, run_));
  data.set("facts", clause_facts(clause, run_));
  data.set("evidence", told);
  data.set("unsaid", all.size() <= kMostTold
                         ? Data(false)
                         : Data(fmt::format("{} more differences stand in the JSON result.", all.size() - kMostTold)));
  return data;
}

const std::vector<Evidence>& ClauseRows::evidence_without_clause() const {
  return evidence_of(nullptr);
}

const std::vector<Evidence>& ClauseRows::evidence_of(const ClauseResult* clause) const {
  static const std::vector<Evidence> kNone;
  const auto found = evidence_.find(clause);
  return found == evidence_.end() ? kNone : found->second;
}

}  // namespace confab::reports
