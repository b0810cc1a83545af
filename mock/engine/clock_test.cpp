#include "engine/clock.hpp"

#include "framework/catch.hpp"

using namespace confab::mock;
using namespace std::chrono_literals;

TEST_CASE("times are RFC 3339 in UTC with milliseconds") {
  CHECK(render_time(Time{}) == "1970-01-01T00:00:00.000Z");
  CHECK(render_time(Time{1709210096789ms}) == "2024-02-29T12:34:56.789Z");
  CHECK(render_time(Time{-1ms}) == "1969-12-31T23:59:59.999Z");
}

TEST_CASE("a stepped clock goes on by a millisecond and starts again") {
  SteppedClock clock;
  CHECK(render_time(clock.now()) == "2026-01-01T00:00:00.000Z");
  CHECK(render_time(clock.now()) == "2026-01-01T00:00:00.001Z");
  clock.restart();
  CHECK(render_time(clock.now()) == "2026-01-01T00:00:00.000Z");
}

TEST_CASE("the real clock never goes back") {
  RealClock clock;
  Time last = clock.now();
  CHECK(last > Time{1'700'000'000'000ms});
  for (int i = 0; i < 100; ++i) {
    const Time now = clock.now();
    CHECK(now >= last);
    last = now;
  }
}
