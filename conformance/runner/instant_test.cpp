#include "runner/instant.hpp"

#include "framework/catch.hpp"

using namespace confab::conformance;

TEST_CASE("A moment is the same wherever it is written") {
  CHECK(parse_instant("1970-01-01T00:00:00Z")->seconds == 0);
  CHECK(parse_instant("2024-03-01T00:30:00+01:00") == parse_instant("2024-02-29T23:30:00z"));
  CHECK(parse_instant("2024-01-01T00:00:00.500Z") == parse_instant("2024-01-01T00:00:00.5Z"));
  CHECK(*parse_instant("2024-01-01T00:00:00.12Z") < *parse_instant("2024-01-01T00:00:00.123Z"));
  CHECK(*parse_instant("2024-01-01T00:00:00.9Z") < *parse_instant("2024-01-01T00:00:01Z"));
  CHECK(parse_instant("1970-01-01T00:00:01.25Z")->milliseconds() == 1250.0);
}

TEST_CASE("What is no moment is none") {
  for (const char* text :
       {"", "2024-01-01", "2024-01-01T00:00:00", "2024-13-01T00:00:00Z", "2024-02-30T00:00:00Z", "2024-01-01T24:00:00Z",
        "2024-01-01T00:00:00.Z", "2024-01-01T00:00:00+1:00", "2024-01-01T00:00:00Zx", "2024-01-01T00:61:00Z"}) {
    INFO(text);
    CHECK_FALSE(parse_instant(text));
  }
  CHECK_FALSE(parse_instant("2024-01-01T00:00:00." + std::string(1'000'000, '1') + "Z"));
}
