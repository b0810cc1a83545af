#include "runner/step_player.hpp"

#include <fmt/format.h>

namespace confab::conformance {

StepLog StepPlayer::play(const Step& step) {
  StepLog log(session_, scenario_, step);
  const Milliseconds asked = session_.recorder.now();
  try {
    std::visit([&](const auto& action) { act(action, step, log); }, step.action);
  } catch (const Unresolved& unresolved) {
    log.give_up(unresolved.verdict(), fmt::format("{}: {}", step_name(step), unresolved.what()));
  }
  const bool excusable = !step.only_while.empty() && (!step.too_late || log.too_late());
  if (excusable && log.any_broken()) log.excuse(run_was_over(step.only_while, asked));
  return log;
}

}  // namespace confab::conformance
