// One event loop a core, each with its own thread.
#pragma once

#include <cstddef>
#include <memory>

#include "engine/scheduler.hpp"

namespace confab::mock {

/// Starts its threads when constructed. Tasks given to `after` run on the first loop; after `stop` none run any more.
class Loops : public Scheduler {
 public:
  /// 0: one loop for each core.
  explicit Loops(std::size_t count = 0);
  ~Loops() override;
  Loops(const Loops&) = delete;
  Loops& operator=(const Loops&) = delete;

  void after(std::chrono::milliseconds delay, std::function<void()> task) override;

  /// Ends all threads; what was not run yet is dropped. May be called twice, not from a loop's own thread.
  void stop();

  struct State;  // the io_contexts, for net/ alone
  [[nodiscard]] State& state() { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

}  // namespace confab::mock
