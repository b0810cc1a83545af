// Whether the suite can fail: for every clause the deviation under which it was seen to, and every alarm without cause.
#pragma once

#include <string>
#include <vector>

#include "source/json_text.hpp"

namespace confab::reports {

/// How one clause was seen to fail.
struct Kill {
  std::string clause;
  std::string check;              // the one that told, and that passes without the deviation
  std::string scenario;           // in which it was told
  std::string place;              // the step whose exchange deviated: "scenarios/reveng/replay.yaml:31"
  std::string deviation;          // as `confab mock --deviate` takes it; empty: none was found, the clause survived
  std::vector<std::string> with;  // further clauses of that very judgement: no deviation can part them from it
  std::vector<std::string> also;  // clauses that turned red through other judgements
  int tries = 0;                  // deviations played until then
  double duration_ms = 0;         // that took
};

/// A harmless difference that was blamed, or a suite that is not green as it is.
struct FalseAlarm {
  std::string variation;  // empty: nothing unusual
  std::string clause;     // empty: a judgement that no clause rests on
  std::string scenario, check, actual;
};

/// Of one vendor.
struct KillMatrix {
  std::string vendor;
  std::vector<Kill> kills;              // one for each clause with a proof, in the order of the contract
  std::vector<std::string> variations;  // that were played
  std::vector<FalseAlarm> alarms;
  double duration_ms = 0;
};

struct KillCounts {
  int clauses = 0, killed = 0, alone = 0, survived = 0, alarms = 0;  // alone: killed, and no other judgement turned red
};

[[nodiscard]] KillCounts count(const KillMatrix& matrix);

/// Every clause was killed, and nothing was blamed without cause.
[[nodiscard]] bool complete(const KillMatrix& matrix);

/// For people: survivors, alarms and the counts; with `all` a line for every clause.
[[nodiscard]] std::string render_text(const KillMatrix& matrix, bool all);

/// {"vendor", "counts": {…}, "kills": [{…}], "variations": […], "false_alarms": [{…}], "duration_ms"}.
[[nodiscard]] source::Json to_json(const KillMatrix& matrix);

}  // namespace confab::reports
