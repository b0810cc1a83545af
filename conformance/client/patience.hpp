// How long an exchange may take, and who may end it earlier.
#pragma once

#include <atomic>
#include <chrono>

namespace confab::conformance {

enum class Waited { ready, timed_out, stopped };

/// A deadline and, maybe, a flag of another thread with a descriptor that becomes readable when it is set. Borrows both.
class Patience {
 public:
  explicit Patience(std::chrono::milliseconds budget, const std::atomic<bool>* stopped = nullptr, int stop_fd = -1);

  /// Until one of `events` (as of poll) or an error shows at `fd`, or `other_fd` is readable; a negative number leaves a
  /// descriptor out.
  [[nodiscard]] Waited wait(int fd, short events, int other_fd = -1) const;
  /// The same without waiting and without a descriptor: `ready` means go on.
  [[nodiscard]] Waited check() const;
  [[nodiscard]] std::chrono::milliseconds left() const;
  [[nodiscard]] std::chrono::milliseconds budget() const { return budget_; }
  /// One with the same end or an earlier one, and the same stop.
  [[nodiscard]] Patience shortened(std::chrono::milliseconds budget) const;

 private:
  std::chrono::milliseconds budget_;
  std::chrono::steady_clock::time_point deadline_;
  const std::atomic<bool>* stopped_;
  int stop_fd_;
};

}  // namespace confab::conformance
