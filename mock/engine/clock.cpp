#include "engine/clock.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace confab::mock {

namespace {
using namespace std::chrono;
constexpr Time kFirstInstant{sys_days{year{2026} / January / 1}};
}  // namespace

Time RealClock::now() {
  last_ = std::max(last_, time_point_cast<milliseconds>(system_clock::now()));
  return last_;
}

Time SteppedClock::now() {
  return kFirstInstant + milliseconds{steps_++};
}

std::string render_time(Time time) {
  const auto day = floor<days>(time);
  const year_month_day date{day};
  const hh_mm_ss clock{time - day};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count(), clock.subseconds().count());
}

}  // namespace confab::mock
