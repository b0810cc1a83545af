// Keeps a run to the pace that a deployment allows, and to the pauses it asks for with 429.
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>

#include "client/deployment.hpp"
#include "client/http_client.hpp"
#include "result/result.hpp"

namespace confab::conformance {

/// How often one request was refused with 429, and since when.
struct Refusals {
  int count = 0;
  std::chrono::steady_clock::time_point since;
};

/// One for a run. Safe to use from several threads at once.
class Throttle {
 public:
  using Moment = std::chrono::steady_clock::time_point;
  using Milliseconds = std::chrono::milliseconds;

  explicit Throttle(const Limits& limits);

  /// When so many requests may go out together; they count as sent then. Single ones are spread evenly; around several
  /// there is as much time as they would have taken, so that no second ever holds more than it may, and one.
  [[nodiscard]] Moment reserve(std::size_t requests, Moment now);
  /// Waits for that, and for the end of a pause that was asked for meanwhile.
  void await_turn(std::size_t requests = 1);

  /// 429 came. Until its end nothing is asked of the deployment; then the request may be repeated. What Retry-After says, or
  /// else longer from time to time, but not beyond the time for repetitions (the last one comes at its end). Nothing: that
  /// is used up, or was for another request since one last went through.
  [[nodiscard]] std::optional<Moment> pause_after(const HttpResponse& refusal, Refusals& refusals, Moment now);
  /// Another answer than 429 came.
  void note_answer();

  [[nodiscard]] reports::Throttling tally() const;

 private:
  const Milliseconds patience_;
  const std::chrono::nanoseconds between_;  // two requests
  mutable std::mutex mutex_;                // guards what follows
  Moment next_;                             // when a single request may go out
  Moment paused_until_;
  bool hopeless_ = false;
  reports::Throttling tally_;
};

}  // namespace confab::conformance
