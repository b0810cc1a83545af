#include "runner/throttle.hpp"

#include <algorithm>
#include <thread>

#include "client/retry_after.hpp"

namespace confab::conformance {
namespace {

using Milliseconds = std::chrono::milliseconds;

std::chrono::nanoseconds spread(double per_second) {
  if (per_second <= 0) return {};
  return std::chrono::ceil<std::chrono::nanoseconds>(std::chrono::duration<double>(1 / per_second));
}

/// A limit that says nothing about its end is over by then; a 429 that is still there means something else, and is judged.
constexpr Milliseconds kUntoldPatience{7'000};

/// Where the server does not say how long, and where it says "at once" again and again.
Milliseconds at_least(int refusals, bool told) {
  constexpr Milliseconds kFirst{100}, kFirstUntold{1'000}, kLongest{30'000};
  constexpr int kDoublings = 8;
  return std::min(kLongest, (told ? kFirst : kFirstUntold) * (1 << std::min(refusals, kDoublings)));
}

}  // namespace

Throttle::Throttle(const Limits& limits) : patience_(limits.retry_timeout), between_(spread(limits.requests_per_second)) {}

Throttle::Moment Throttle::reserve(std::size_t requests, Moment now) {
  const std::lock_guard lock(mutex_);
  // Paid for on both sides: a second may begin with them as well as end with them.
  const auto count = static_cast<std::int64_t>(std::max<std::size_t>(requests, 1));
  const Moment turn = std::max({now, paused_until_, next_ + between_ * (count - 1)});
  next_ = turn + between_ * count;
  return turn;
}

void Throttle::await_turn(std::size_t requests) {
  Moment turn = reserve(requests, std::chrono::steady_clock::now());
  while (std::chrono::steady_clock::now() < turn) {
    std::this_thread::sleep_until(turn);  // the deployment's own time: nothing can wake it
    const std::lock_guard lock(mutex_);
    turn = std::max(turn, paused_until_);
  }
}

std::optional<Throttle::Moment> Throttle::pause_after(const HttpResponse& refusal, Refusals& refusals, Moment now) {
  const std::lock_guard lock(mutex_);
  if (refusals.count == 0) refusals.since = now;
  const auto told = retry_after(refusal, std::chrono::system_clock::now());
  const Milliseconds patience = told ? patience_ : std::min(patience_, kUntoldPatience);
  const auto left = std::chrono::ceil<Milliseconds>(refusals.since + patience - now);
  if (left <= Milliseconds(0) && told) hopeless_ = true;
  if (left <= Milliseconds(0) || hopeless_) return std::nullopt;
  const Milliseconds wait = std::max(told.value_or(Milliseconds(0)), at_least(refusals.count, told.has_value()));
  ++refusals.count;
  const Moment until = now + std::min(wait, left);
  if (until > paused_until_) {
    const auto longer = until - std::max(now, paused_until_);
    tally_.waited_ms += std::chrono::duration<double, std::milli>(longer).count();
    paused_until_ = until;
  }
  ++tally_.refusals;
  return until;
}

void Throttle::note_answer() {
  const std::lock_guard lock(mutex_);
  hopeless_ = false;
}

reports::Throttling Throttle::tally() const {
  const std::lock_guard lock(mutex_);
  return tally_;
}

}  // namespace confab::conformance
