// The clauses of a run, operation by operation.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "result/result.hpp"

namespace confab::reports {

/// Every verdict, in the order people look for them.
inline constexpr std::array kVerdictColumns = {Verdict::pass,       Verdict::info, Verdict::warn,     Verdict::fail,
                                               Verdict::untestable, Verdict::skip, Verdict::untested, Verdict::error};

using VerdictCounts = std::map<Verdict, int>;

/// Borrows the run. `counts` are those of the clauses that are not excluded.
struct ClauseGroup {
  std::string name;  // "reveng.cancel_run"; of a whole vendor: "reveng (all operations)"
  std::vector<const ClauseResult*> clauses;
  VerdictCounts counts;
};

/// In the order of the clauses; together they hold each clause once.
[[nodiscard]] std::vector<ClauseGroup> clause_groups(const RunResult& run);

/// Over all clauses that are not excluded; verdicts that nobody got are left out.
[[nodiscard]] VerdictCounts total_counts(const RunResult& run);

[[nodiscard]] int sum(const VerdictCounts& counts);

/// The columns a table needs: pass, fail, and what somebody got.
[[nodiscard]] std::vector<Verdict> columns_for(const VerdictCounts& total);

}  // namespace confab::reports
