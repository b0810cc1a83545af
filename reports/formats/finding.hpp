// What there is to tell about a run, one by one: every check with the step, scenario, clause and exchange it belongs to.
#pragma once

#include <string>
#include <vector>

#include "result/result.hpp"

namespace confab::reports {

/// Borrows the run. `clause` and `exchange` are nullptr where the check names none.
struct Finding {
  CheckResult check;
  const ScenarioResult* scenario = nullptr;
  const StepResult* step = nullptr;  // nullptr: about the scenario as a whole
  const ClauseResult* clause = nullptr;
  const Exchange* exchange = nullptr;
};

/// Every check in the order of the run. A scenario or step whose verdict is worse than any of its checks, such as an error
/// before the first request, gives a finding of its own with the check id "scenario" or "step".
[[nodiscard]] std::vector<Finding> findings(const RunResult& run);

/// How a finding counts: under --strict a warning is a failure.
[[nodiscard]] bool counts_as_failure(Verdict verdict, const RunResult& run);

/// "expected 404; actual 200", or the reason: one line for a list.
[[nodiscard]] std::string headline(const Finding& finding);

}  // namespace confab::reports
