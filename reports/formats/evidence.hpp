// What speaks against each clause, the same thing told once.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "formats/finding.hpp"

namespace confab::reports {

/// One difference, found once or many times. Borrows the run.
struct Evidence {
  Finding first;
  int count = 1;
  std::vector<std::string> others;  // ids of further scenarios that found it, without repetition
};

/// Everything that is info or worse, by clause, the worst first; under nullptr what no clause carries. Two findings are the
/// same when verdict, check and expectation are; without a clause also the step.
[[nodiscard]] std::map<const ClauseResult*, std::vector<Evidence>> evidence_by_clause(const RunResult& run);

/// "3 times, also in reveng/a, reveng/b and 4 more"; empty if it was found once.
[[nodiscard]] std::string seen_also(const Evidence& evidence);

}  // namespace confab::reports
