#include <fmt/format.h>

#include <algorithm>

#include "runner/step_player.hpp"

namespace confab::conformance {
namespace {

using reports::Verdict;
using scenarios::Expectation;

/// Grows while the expectations of one step are gone through.
struct Blocked {
  std::string everything;  // a prerequisite broke
  std::string statusless;  // the status is another one than expected: what goes with it was expected of that status
};

std::vector<Outcome> judge(const Expectation& expectation, const Answer& answer, const Values& values,
                           const std::function<Outcome()>& incremental) {
  std::vector<Outcome> outcomes;
  if (!answer.held_back) {
    outcomes = judge_answer(expectation, answer.response, values);
  } else {
    for (const std::string& check : answer_checks(expectation))
      outcomes.push_back(skipped(check, "the server held its answer back"));
  }
  const auto add = [&](std::vector<Outcome> more) {
    for (Outcome& outcome : more) outcomes.push_back(std::move(outcome));
  };
  if (answer.seen != nullptr) {
    add(judge_seen(expectation, *answer.seen, values));
    if (expectation.incremental) outcomes.push_back(incremental());
    return outcomes;
  }
  Expectation of_frames;
  of_frames.frames = expectation.frames;
  of_frames.text = expectation.text;
  of_frames.closed = expectation.closed;
  of_frames.close = expectation.close;
  of_frames.incremental = expectation.incremental;
  for (const std::string& check : expected_checks(of_frames)) outcomes.push_back(untestable(check, answer.why_unseen));
  return outcomes;
}

bool is_success(int status) {
  return status == 101 || (status >= 200 && status < 300);
}

bool expects_success(const Expectation& expectation) {
  const auto& expected = expectation.status;
  return !expected.empty() && std::all_of(expected.begin(), expected.end(), is_success);
}

}  // namespace

void judge_expectations(const scenarios::Step& step, const Answer& answer, const Values& values,
                        const std::function<Outcome()>& incremental, StepLog& log) {
  Blocked blocked;
  for (const Expectation& expectation : step.expect) {
    const auto& proves = expectation.proves.empty() ? step.proves : expectation.proves;
    const std::string& why =
        blocked.everything.empty() && expectation.status.empty() ? blocked.statusless : blocked.everything;
    if (!why.empty()) {
      for (const std::string& check : expected_checks(expectation))
        log.add_outcome(untestable(check, why), proves, answer.exchange);
      continue;
    }
    for (Outcome& outcome : judge(expectation, answer, values, incremental)) {
      const bool wrong_status = !outcome.holds && outcome.check == "expect.status";
      // Another success than expected is told, but the story can go on: what it asked for was done.
      const bool near = wrong_status && expects_success(expectation) && is_success(answer.response.status);
      if (near && proves.empty()) {
        log.add_finding({outcome.check, false, outcome.expected, outcome.actual}, "", answer.exchange);
        continue;
      }
      if (wrong_status && !near) {
        blocked.statusless = fmt::format("the status was {}, not the one this goes with", answer.response.status);
        if (expects_success(expectation)) {
          log.stop(Verdict::untestable,
                   fmt::format("{}: expected {}, came {}", step_name(step), outcome.expected, outcome.actual));
        }
      }
      if (!outcome.holds && proves.empty()) blocked.everything = "a prerequisite of this step broke";
      log.add_outcome(std::move(outcome), proves, answer.exchange);
    }
  }
}

}  // namespace confab::conformance
