// What a baseline takes out of the exit status.
#pragma once

#include <functional>
#include <set>
#include <string>

#include "result/result.hpp"

namespace confab::reports {

/// A listed clause is excused when it fails, warns or cannot be tested; an error of ours, or a clause that nobody reached,
/// never is. What broke off a story without a clause of its own is excused when all that it left open is listed. Without a
/// baseline nothing is. Borrows the run.
class Excuses {
 public:
  explicit Excuses(const RunResult& run);

  [[nodiscard]] bool excuse(const ClauseResult& clause) const;
  [[nodiscard]] bool excuse(const CheckResult& check, const ScenarioResult& scenario) const;
  /// A verdict of the scenario or of one of its steps that no check of it explains.
  [[nodiscard]] bool excuse_unexplained(Verdict verdict, const ScenarioResult& scenario) const;

 private:
  std::set<std::string, std::less<>> known_;  // ids of listed clauses
};

}  // namespace confab::reports
