// Ctrl-C and a polite kill while things are under way that should be put in order first.
#pragma once

#include <atomic>
#include <thread>

namespace confab::cli {

/// From construction to destruction SIGINT and SIGTERM end nothing at first: they are noted, and a word on standard error
/// says so. A second one ends the process at once, with 128 and its number. Make it before any other thread.
class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  [[nodiscard]] const std::atomic<bool>& asked() const { return asked_; }
  /// What a shell would see of a process that such a signal ended: 130, 143. 0 if none came.
  [[nodiscard]] int exit_status() const { return exit_status_; }

 private:
  void listen();

  std::atomic<bool> asked_ = false;
  std::atomic<int> exit_status_ = 0;
  int signals_;  // a descriptor that is readable when one came
  int leave_;    // … when there is nothing left to wait for
  std::thread thread_;
};

}  // namespace confab::cli
