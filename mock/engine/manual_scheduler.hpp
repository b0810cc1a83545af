// Time that only passes when a test says so.
#pragma once

#include <algorithm>
#include <chrono>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

#include "engine/scheduler.hpp"

namespace confab::mock {

/// For tests. Thread-safe.
class ManualScheduler final : public Scheduler {
 public:
  void after(std::chrono::milliseconds delay, std::function<void()> task) override {
    const std::lock_guard lock(mutex_);
    tasks_.emplace_back(now_ + delay, std::move(task));
  }

  /// Lets time pass and calls what falls due, in order of time, tasks that those add included.
  void advance(std::chrono::milliseconds duration) {
    const auto until = now_ + duration;
    while (auto task = next_due(until)) task();
    now_ = until;
  }

  /// Tasks that have not been called.
  [[nodiscard]] std::size_t waiting() const {
    const std::lock_guard lock(mutex_);
    return tasks_.size();
  }

 private:
  std::function<void()> next_due(std::chrono::milliseconds until) {
    const std::lock_guard lock(mutex_);
    const auto earliest =
        std::min_element(tasks_.begin(), tasks_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    if (earliest == tasks_.end() || earliest->first > until) return {};
    now_ = earliest->first;
    auto task = std::move(earliest->second);
    tasks_.erase(earliest);
    return task;
  }

  mutable std::mutex mutex_;
  std::chrono::milliseconds now_{0};
  std::vector<std::pair<std::chrono::milliseconds, std::function<void()>>> tasks_;
};

}  // namespace confab::mock
