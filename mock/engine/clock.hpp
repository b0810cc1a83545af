// What time it is, handed in.
#pragma once

#include <chrono>
#include <string>

namespace confab::mock {

/// UTC.
using Time = std::chrono::time_point<std::chrono::system_clock, std::chrono::milliseconds>;

/// Called under its engine's mutex; implementations need no lock of their own.
class Clock {
 public:
  virtual ~Clock() = default;
  /// Never earlier than the last answer.
  [[nodiscard]] virtual Time now() = 0;
  /// State was dropped: a repeatable clock starts again.
  virtual void restart() {}
};

class RealClock final : public Clock {
 public:
  [[nodiscard]] Time now() override;

 private:
  Time last_{};
};

/// Starts at 2026-01-01T00:00:00.000Z and is one millisecond further at each look, so that the same requests give the same
/// times.
class SteppedClock final : public Clock {
 public:
  [[nodiscard]] Time now() override;
  void restart() override { steps_ = 0; }

 private:
  int steps_ = 0;
};

/// RFC 3339, in UTC with milliseconds: "2026-01-01T00:00:00.000Z".
[[nodiscard]] std::string render_time(Time time);

}  // namespace confab::mock
