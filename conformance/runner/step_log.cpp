#include "runner/step_log.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "runner/step_shape.hpp"

namespace confab::conformance {

using reports::CheckResult;
using reports::Verdict;

StepLog::StepLog(Session& session, const scenarios::Scenario& scenario, const scenarios::Step& step)
    : session_(session), scenario_(scenario), step_(step) {
  result_.kind = step.kind();
  result_.name = step_name(step);
  result_.place = step_place(step);
}

int StepLog::add_exchange(const RawExchange& raw) {
  const int id = session_.recorder.next_id();
  add_exchange(id, raw);
  return id;
}

void StepLog::add_exchange(int id, const RawExchange& raw) {
  result_.exchanges.push_back(session_.recorder.record(id, raw));
}

void StepLog::add_check(CheckResult check) {
  check.expected = session_.recorder.redact_cut(check.expected);
  check.actual = session_.recorder.redact_cut(check.actual);
  check.reason = session_.recorder.redact_cut(check.reason);
  result_.checks.push_back(std::move(check));
}

void StepLog::add_finding(const Finding& finding, const std::string& operation, int exchange) {
  const auto claims = session_.attribution.claims(finding.check, operation);
  CheckResult check{finding.check, {}, finding.holds ? Verdict::pass : Verdict::info, finding.expected, finding.actual, {},
                    exchange};
  if (claims.empty()) add_check(check);
  for (const spec::Clause* clause : claims) {
    check.clause = clause->id;
    check.verdict = finding.holds ? Verdict::pass : breach_of(clause->provenance);
    add_check(check);
  }
}

void StepLog::add_outcome(Outcome outcome, std::vector<std::string> proves, int exchange) {
  expected_.push_back({std::move(outcome), std::move(proves), exchange});
}

void StepLog::stop(Verdict verdict, std::string reason) {
  if (!stop_) stop_ = Stop{verdict, std::move(reason)};
}

std::string StepLog::tried_feature() const {
  for (const auto* needs : {&step_.needs, &scenario_.needs}) {
    for (const std::string& feature : *needs) {
      const auto& deployment = session_.deployment;
      if (deployment.tried.contains(feature) && !deployment.declared.contains(feature)) return feature;
    }
  }
  return {};
}

std::string StepLog::promised_feature() const {
  for (const auto* needs : {&step_.needs, &scenario_.needs}) {
    for (const std::string& feature : *needs) {
      if (session_.deployment.promised.contains(feature)) return feature;
    }
  }
  return {};
}

void StepLog::miss_feature(const std::string& what) {
  const std::string feature = promised_feature();
  if (feature.empty() || only_tried()) return;  // what was only tried may be what is missing
  add_check({"feature", {}, Verdict::fail, fmt::format("the feature {}, which is declared", feature), what, {}, 0});
}

void StepLog::stop_for_want_of(const std::string& what) {
  miss_feature(what);
  const std::string feature = tried_feature();
  if (feature.empty()) {
    stop(Verdict::untestable, fmt::format("{}: {}", result_.name, what));
  } else {
    stop(Verdict::skip, fmt::format("the story needs {}, which was only tried; {}: {}", feature, result_.name, what));
  }
}

void StepLog::excuse(const std::string& why) {
  excuse_ = why;
}

void StepLog::merge(StepLog inner) {
  for (auto& exchange : inner.result_.exchanges) result_.exchanges.push_back(std::move(exchange));
  for (auto& check : inner.result_.checks) result_.checks.push_back(std::move(check));
  for (auto& expected : inner.expected_) expected_.push_back(std::move(expected));
  for (auto& saved : inner.saved_) saved_.push_back(std::move(saved));
  if (inner.stop_ && !stop_) stop_ = inner.stop_;
}

bool StepLog::any_broken() const {
  return std::any_of(expected_.begin(), expected_.end(), [](const Expected& expected) { return !expected.outcome.holds; });
}

void StepLog::give_up(Verdict verdict, const std::string& reason) {
  stop(verdict, reason);
  for (const auto& [check, clause] : would_prove(step_)) add_check({check, clause, verdict, {}, {}, reason, 0});
}

int StepLog::last_status() const {
  return result_.exchanges.empty() ? 0 : result_.exchanges.back().status;
}

int StepLog::last_exchange() const {
  return result_.exchanges.empty() ? 0 : result_.exchanges.back().id;
}

void StepLog::settle(const Expected& expected) {
  const Outcome& outcome = expected.outcome;
  CheckResult check{outcome.check, {}, Verdict::pass, outcome.expected, outcome.actual, outcome.unsaid, expected.exchange};
  const bool excused = !excuse_.empty() && (!outcome.holds || outcome.untestable);
  const bool prerequisite_broke = !outcome.holds && !excused && expected.proves.empty();
  if (prerequisite_broke) {
    stop_for_want_of(fmt::format("expected {}, came {}", outcome.expected, outcome.actual));
    check.verdict = stop_->verdict;
    check.reason = stop_->verdict == Verdict::skip ? stop_->reason : "the rest of the story builds on this";
  } else if (excused) {
    check.verdict = Verdict::skip;
    check.reason = excuse_;
  } else if (!outcome.unsaid.empty()) {
    const bool stopped_by_skip = stop_ && stop_->verdict == Verdict::skip;
    check.verdict = outcome.untestable && !stopped_by_skip ? Verdict::untestable : Verdict::skip;
  }
  if (expected.proves.empty()) add_check(check);
  const Verdict verdict = check.verdict;
  for (const std::string& id : expected.proves) {
    check.clause = id;
    const spec::Provenance provenance = session_.attribution.clause(id).provenance;
    check.verdict = !outcome.holds && !excused ? breach_of(provenance) : verdict;
    // What only we assumed may inform, never hold up a verdict: nor may that it could not be looked at.
    if (verdict == Verdict::untestable && breach_of(provenance) == Verdict::info) check.verdict = Verdict::info;
    add_check(check);
  }
}

reports::StepResult StepLog::take_result(double duration_ms) {
  if (!any_broken()) excuse_.clear();
  if (!excuse_.empty()) stop_ = Stop{Verdict::skip, excuse_};
  for (const Expected& expected : expected_) settle(expected);
  result_.verdict = reports::worst(result_.checks);
  if (result_.checks.empty()) result_.verdict = Verdict::pass;  // nothing to judge, and it was done
  if (stop_) {
    stop_->reason = session_.recorder.redact_cut(stop_->reason);
    result_.reason = stop_->reason;
    if (stop_->verdict == Verdict::untestable) result_.verdict = std::max(result_.verdict, stop_->verdict);
    if (result_.verdict <= Verdict::pass) result_.verdict = stop_->verdict;
  }
  result_.duration_ms = duration_ms;
  return std::move(result_);
}

std::string step_name(const scenarios::Step& step) {
  return step.name.empty() ? fmt::format("{} {}", step.kind(), step_object(step)) : step.name;
}

std::string step_place(const scenarios::Step& step) {
  return step.place.line > 0 ? fmt::format("{}:{}", step.place.file, step.place.line) : step.place.file;
}

reports::StepResult unplayed(const scenarios::Step& step, const Stop& stop) {
  reports::StepResult result;
  result.kind = step.kind();
  result.name = step_name(step);
  result.place = step_place(step);
  result.verdict = stop.verdict;
  result.reason = stop.reason;
  for (const auto& [check, clause] : would_prove(step))
    result.checks.push_back({check, clause, stop.verdict, {}, {}, stop.reason, 0});
  return result;
}

}  // namespace confab::conformance
