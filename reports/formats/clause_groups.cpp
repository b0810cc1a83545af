#include "formats/clause_groups.hpp"

#include <algorithm>

namespace confab::reports {
namespace {

std::string name_of(const ClauseResult& clause) {
  return clause.clause.operation.empty() ? clause.vendor + " (all operations)"
                                         : clause.vendor + "." + clause.clause.operation;
}

}  // namespace

std::vector<ClauseGroup> clause_groups(const RunResult& run) {
  std::vector<ClauseGroup> groups;
  for (const ClauseResult& clause : run.clauses) {
    const std::string name = name_of(clause);
    auto group = std::find_if(groups.begin(), groups.end(), [&](const ClauseGroup& one) { return one.name == name; });
    if (group == groups.end()) group = groups.insert(groups.end(), {name, {}, {}});
    group->clauses.push_back(&clause);
    if (!clause.excluded) ++group->counts[clause.verdict];
  }
  return groups;
}

VerdictCounts total_counts(const RunResult& run) {
  VerdictCounts counts;
  for (const ClauseResult& clause : run.clauses) {
    if (!clause.excluded) ++counts[clause.verdict];
  }
  return counts;
}

int sum(const VerdictCounts& counts) {
  int all = 0;
  for (const auto& [verdict, count] : counts) all += count;
  return all;
}

std::vector<Verdict> columns_for(const VerdictCounts& total) {
  std::vector<Verdict> columns;
  for (const Verdict column : kVerdictColumns) {
    if (column == Verdict::pass || column == Verdict::fail || total.contains(column)) columns.push_back(column);
  }
  return columns;
}

}  // namespace confab::reports
