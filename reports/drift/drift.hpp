// What changed from one run to the next, or from the mock to a deployment.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "result/result.hpp"

namespace confab::reports {

/// A clause whose verdict is not what it was; nothing: the run does not know the clause. Excluded clauses never change.
struct ClauseChange {
  std::string id;
  std::optional<Verdict> before, after;
  std::string expected, actual;  // of the first check that is to blame, if one is
  std::string reason;            // for skip and untestable

  /// Worse than it was. What only informs is not, nor is a clause that one of the runs does not know.
  [[nodiscard]] bool is_regression() const;
};

/// A status, field or frame that only one of the runs saw.
struct SeenChange {
  std::string operation;  // "reveng.get_conversation"
  std::string kind;       // "status", "field", "frame"
  std::string what;       // see Shape
  bool gone = false;      // else new
};

struct Drift {
  std::vector<ClauseChange> clauses;  // in the new run's order, then those that only the old one has
  std::vector<SeenChange> seen;       // of operations that both runs called
};

[[nodiscard]] Drift find_drift(const RunResult& before, const RunResult& after);

/// A clause is worse. What was seen never counts: an agent need not say twice the same.
[[nodiscard]] bool has_regression(const Drift& drift);

/// For people, plain text.
[[nodiscard]] std::string render_drift(const Drift& drift);
/// {"regression": bool, "clauses": [{id, before, after, regression, …}], "seen": [{operation, kind, what, change}]}
[[nodiscard]] source::Json drift_json(const Drift& drift);

}  // namespace confab::reports
