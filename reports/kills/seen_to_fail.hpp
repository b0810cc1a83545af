// The kill matrix beside a verdict: how each clause of a run was seen to fail when the mock deviated on purpose.
#pragma once

#include <map>
#include <string>

#include "result/result.hpp"
#include "source/json_text.hpp"

namespace confab::reports {

class SeenToFail {
 public:
  /// Takes what `confab selftest --json` wrote; clauses that survived there are none of it. Throws UserError naming the
  /// place if it is something else, or if another confab than `tool_version` made it: that one had other checks.
  void read(const source::Json& document, const std::string& file, const std::string& tool_version);

  /// Sets `killed_by` in the clauses it knows.
  void mark(RunResult& run) const;

 private:
  std::map<std::string, KilledBy> kills_;  // by clause
};

}  // namespace confab::reports
