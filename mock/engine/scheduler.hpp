// Time and delay, handed in.
#pragma once

#include <chrono>
#include <functional>

namespace confab::mock {

class Scheduler {
 public:
  virtual ~Scheduler() = default;
  /// Calls `task` once, after `delay`, on some thread; never from within `after`.
  virtual void after(std::chrono::milliseconds delay, std::function<void()> task) = 0;
};

}  // namespace confab::mock
