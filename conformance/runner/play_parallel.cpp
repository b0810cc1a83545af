// parallel: all at once, on real threads.
#include <algorithm>
#include <exception>
#include <latch>
#include <map>
#include <thread>

#include "runner/step_player.hpp"

namespace confab::conformance {
namespace {

struct Played {
  std::optional<StepLog> log;
  std::exception_ptr error;
};

bool is_counted(const scenarios::Step& step, int status) {
  return std::any_of(step.expect.begin(), step.expect.end(), [&](const scenarios::Expectation& expectation) {
    return expectation.statuses.is_object() && expectation.statuses.contains(std::to_string(status));
  });
}

bool is_too_late(const scenarios::Step& step, int status) {
  if (!step.too_late) return false;
  const auto& statuses = step.too_late->status;
  return std::find(statuses.begin(), statuses.end(), status) != statuses.end();
}

}  // namespace

void StepPlayer::act(const scenarios::ParallelStep& parallel, const Step& step, StepLog& log) {
  std::vector<const Step*> steps;
  for (int round = 0; round < parallel.times; ++round) {
    for (const Step& inner : parallel.steps) steps.push_back(&inner);
  }
  session_.throttle.await_turn(steps.size());
  admitted_ = steps.size();
  counts_refusals_ = is_counted(step, 429);
  std::vector<Played> played(steps.size());
  std::latch start(static_cast<std::ptrdiff_t>(steps.size()));
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      threads.emplace_back([&, i] {
        start.arrive_and_wait();
        try {
          played[i].log.emplace(play(*steps[i]));
        } catch (...) {
          played[i].error = std::current_exception();
        }
      });
    }
  }
  admitted_ = 0;
  counts_refusals_ = false;
  std::map<int, int> statuses;
  bool explained = true;
  for (Played& one : played) {
    if (one.error) std::rethrow_exception(one.error);
    const int status = one.log->last_status();
    ++statuses[status];
    explained = explained && (is_counted(step, status) || is_too_late(step, status));
    log.merge(std::move(*one.log));
  }
  log.note_too_late(explained);
  if (statuses.contains(429) && !is_counted(step, 429)) return;  // the steps inside have given up
  for (const auto& expectation : step.expect) {
    if (expectation.statuses.is_null()) continue;
    log.add_outcome(judge_statuses(expectation.statuses, statuses, values_),
                    expectation.proves.empty() ? step.proves : expectation.proves);
  }
}

}  // namespace confab::conformance
