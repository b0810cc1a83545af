// The test cases of a JUnit report, before they become XML: what counts as what (see junit.hpp).
#pragma once

#include <string>
#include <vector>

#include "result/result.hpp"

namespace confab::reports {

enum class Outcome { passed, failure, error, skipped };

struct Case {
  std::string name;
  Outcome outcome = Outcome::passed;
  std::string type, message, details;  // of the failure, error or skip; `details` of a pass go to system-out
  double seconds = 0;
};

struct Suite {
  std::string name;
  std::vector<Case> cases;
};
using Suites = std::vector<Suite>;

/// In the order of the clauses; suites for what no clause carries come around them.
[[nodiscard]] Suites junit_suites(const RunResult& run);

}  // namespace confab::reports
