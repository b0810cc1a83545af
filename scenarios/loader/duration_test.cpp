#include "loader/duration.hpp"

#include "framework/catch.hpp"

namespace confab::scenarios {

TEST_CASE("A duration is a whole number and its unit") {
  CHECK(parse_duration("50ms") == Duration{50});
  CHECK(parse_duration("2s") == Duration{2'000});
  CHECK(parse_duration("1m") == Duration{60'000});
  CHECK(parse_duration("0ms") == Duration{0});
  CHECK(parse_duration("1440m") == std::chrono::hours(24));
}

TEST_CASE("Anything else is no duration") {
  for (const auto* text : {"", "5", "s", "1.5s", "-1s", "+1s", " 1s", "1 s", "1s ", "1h", "1S", "1441m", "86401s",
                           "99999999999s", "0x1s", "1sm"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_duration(text));
  }
}

}  // namespace confab::scenarios
