// Gathers what is judged in one step and turns it into the step's result.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "checks/finding.hpp"
#include "loader/scenario.hpp"
#include "result/result.hpp"
#include "runner/outcome.hpp"
#include "runner/session.hpp"

namespace confab::conformance {

/// Why the rest of a story cannot be judged: `untestable` or `skip`.
struct Stop {
  reports::Verdict verdict = reports::Verdict::untestable;
  std::string reason;
};

/// Borrows everything. One thread at a time.
class StepLog {
 public:
  StepLog(Session& session, const scenarios::Scenario& scenario, const scenarios::Step& step);

  /// Keeps an exchange; its id is for the judgements on it.
  int add_exchange(const RawExchange& raw);
  void add_exchange(int id, const RawExchange& raw);

  /// A built-in check, for the clauses of `operation` that claim it; unclaimed it counts as information.
  void add_finding(const Finding& finding, const std::string& operation, int exchange);
  /// What the story expects. Without clauses it is a prerequisite: when it breaks, the story stops.
  void add_outcome(Outcome outcome, std::vector<std::string> proves, int exchange = 0);
  /// The story cannot go on, whatever was judged. The first stop counts, but an excuse goes before it.
  void stop(reports::Verdict verdict, std::string reason);
  /// The same: what this step would have proved gets that verdict as well.
  void give_up(reports::Verdict verdict, const std::string& reason);
  /// Whether the answers are those that `too_late` describes, or else as expected; nothing else is ever excused.
  void note_too_late(bool explained) { too_late_ = explained; }
  [[nodiscard]] bool too_late() const { return too_late_; }
  /// What shows a feature did not come about. Where the deployment's owner has said that it is there, that fails, whatever
  /// the clauses rest on: it is his own word.
  void miss_feature(const std::string& what);
  /// Broken expectations say nothing about the deployment: its agent was too fast. `why` is the reason to give.
  void excuse(const std::string& why);
  void save(std::string name, source::Json value) { saved_.emplace_back(std::move(name), std::move(value)); }
  /// Takes over what was judged in an inner step.
  void merge(StepLog inner);

  [[nodiscard]] bool any_broken() const;
  /// The story or this step needs a feature that the deployment was never said to have.
  [[nodiscard]] bool only_tried() const { return !tried_feature().empty(); }
  [[nodiscard]] const std::vector<std::pair<std::string, source::Json>>& saved() const { return saved_; }
  [[nodiscard]] const std::optional<Stop>& stopped() const { return stop_; }
  /// Of the exchange kept last; 0 if it had none.
  [[nodiscard]] int last_status() const;
  /// Its id; 0 if none was kept.
  [[nodiscard]] int last_exchange() const;
  /// Judges everything; what `stopped` says is final from then on.
  [[nodiscard]] reports::StepResult take_result(double duration_ms);

 private:
  struct Expected {
    Outcome outcome;
    std::vector<std::string> proves;
    int exchange = 0;
  };
  void settle(const Expected& expected);
  void stop_for_want_of(const std::string& what);
  void add_check(reports::CheckResult check);
  [[nodiscard]] std::string tried_feature() const;
  [[nodiscard]] std::string promised_feature() const;

  Session& session_;
  const scenarios::Scenario& scenario_;
  const scenarios::Step& step_;
  reports::StepResult result_;
  std::vector<Expected> expected_;
  std::vector<std::pair<std::string, source::Json>> saved_;
  std::optional<Stop> stop_;
  std::string excuse_;
  bool too_late_ = false;
};

/// The step's name, or what it does: "call create_conversation".
[[nodiscard]] std::string step_name(const scenarios::Step& step);
/// "scenarios/reveng/replay.yaml:31".
[[nodiscard]] std::string step_place(const scenarios::Step& step);

/// A step that was not played: every clause it would have proved gets the verdict.
[[nodiscard]] reports::StepResult unplayed(const scenarios::Step& step, const Stop& stop);

}  // namespace confab::conformance
