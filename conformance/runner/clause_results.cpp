#include "runner/clause_results.hpp"

#include <algorithm>
#include <map>

namespace confab::conformance {
namespace {

using reports::CheckResult;
using reports::ClauseResult;
using reports::Verdict;

bool is_judgement(Verdict verdict) {
  return verdict == Verdict::pass || verdict == Verdict::info || verdict == Verdict::warn || verdict == Verdict::fail;
}

void take(const CheckResult& check, const std::string& story, ClauseResult& row) {
  if (check.verdict > row.verdict) {
    row.verdict = check.verdict;
    row.reason = check.reason;
  }
  if (is_judgement(check.verdict) && (row.proofs.empty() || row.proofs.back() != story)) row.proofs.push_back(story);
}

using Rows = std::map<std::string, ClauseResult, std::less<>>;

void take_story(const PlayedStory& story, Rows& rows) {
  for (const auto& step : story.result.steps) {
    for (const CheckResult& check : step.checks) {
      const auto row = rows.find(check.clause);
      if (row != rows.end()) take(check, story.result.id, row->second);
    }
  }
}

}  // namespace

std::vector<ClauseResult> clause_results(const spec::Vendor& vendor, const std::vector<PlayedStory>& stories) {
  Rows rows;
  for (const spec::Clause& clause : vendor.clauses) {
    ClauseResult& row = rows[clause.id];
    row.clause = clause;
    row.vendor = vendor.label();
    row.excluded = !clause.excluded.empty();
    row.reason = clause.excluded;
  }
  for (const PlayedStory& story : stories) take_story(story, rows);
  for (auto& [id, row] : rows) {
    if (row.verdict != Verdict::untested || row.excluded) continue;
    for (const PlayedStory& story : stories) {
      const auto why = story.unreached.find(id);
      if (why == story.unreached.end() || why->second.verdict <= row.verdict) continue;
      row.verdict = why->second.verdict;
      row.reason = why->second.reason;
    }
  }
  std::vector<ClauseResult> results;
  for (const spec::Clause& clause : vendor.clauses) results.push_back(std::move(rows[clause.id]));
  return results;
}

}  // namespace confab::conformance
