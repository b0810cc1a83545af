#include "model/formats.hpp"

#include <string>

#include "framework/catch.hpp"

using confab::spec::is_date_time;
using confab::spec::is_uuid;

TEST_CASE("a UUID is 32 hexadecimal digits in five groups, in either case, of any version") {
  CHECK(is_uuid("00000000-0000-0000-0000-000000000000"));
  CHECK(is_uuid("C232AB00-9414-11EC-B3C8-9F6BDECED846"));
  CHECK(is_uuid("919108f7-52d1-4320-9bac-f847db4148a8"));
  CHECK(is_uuid("ffffffff-ffff-ffff-ffff-ffffffffffff"));
}

TEST_CASE("anything else is no UUID") {
  for (const char* text : {"", "919108f7-52d1-4320-9bac-f847db4148a", "919108f7-52d1-4320-9bac-f847db4148a88",
                           "919108f752d143209bacf847db4148a8", "919108f7-52d1-4320-9bac-f847db4148ag",
                           "{919108f7-52d1-4320-9bac-f847db4148}", "919108f75-2d1-4320-9bac-f847db4148a8",
                           "919108f7-52d1-4320-9bac-f847db4148a\n", "919108f7_52d1_4320_9bac_f847db4148a8"}) {
    INFO(text);
    CHECK_FALSE(is_uuid(text));
  }
  CHECK_FALSE(is_uuid(std::string(1024 * 1024, 'a')));
}

TEST_CASE("date-times of RFC 3339 are recognised") {
  for (const char* text : {"1985-04-12T23:20:50.52Z", "1996-12-19T16:39:57-08:00", "2024-02-29t00:00:00z",
                           "2000-02-29T12:00:00+00:00", "2024-06-07T10:11:12.123456789012345Z", "0000-01-01T00:00:00Z",
                           "9999-12-31T23:59:59-23:59", "1937-01-01T12:00:27.87+00:20"}) {
    INFO(text);
    CHECK(is_date_time(text));
  }
}

TEST_CASE("what only looks like a date-time is refused") {
  for (const char* text : {"",
                           "2024-06-07",
                           "2024-06-07T10:11:12",
                           "2024-06-07 10:11:12Z",
                           "2024-06-07T10:11Z",
                           "2024-6-7T10:11:12Z",
                           "2024-13-07T10:11:12Z",
                           "2024-00-07T10:11:12Z",
                           "2024-06-31T10:11:12Z",
                           "2023-02-29T10:11:12Z",
                           "1900-02-29T10:11:12Z",
                           "2024-06-00T10:11:12Z",
                           "2024-06-07T24:00:00Z",
                           "2024-06-07T10:60:12Z",
                           "2024-06-07T10:11:61Z",
                           "2024-06-07T10:11:12.Z",
                           "2024-06-07T10:11:12+24:00",
                           "2024-06-07T10:11:12+10:60",
                           "2024-06-07T10:11:12+1000",
                           "2024-06-07T10:11:12|10:00",
                           "2024-06-07T10:11:12ZZ",
                           "2024-06-07T10:11:12Z ",
                           "20240-06-07T10:11:12Z",
                           "-024-06-07T10:11:12Z",
                           "2024-06-07T10:11:12,5Z"}) {
    INFO(text);
    CHECK_FALSE(is_date_time(text));
  }
}

TEST_CASE("second 60 is allowed only where a leap second can be") {
  CHECK(is_date_time("1990-12-31T23:59:60Z"));
  CHECK(is_date_time("1990-12-31T15:59:60-08:00"));
  CHECK(is_date_time("1991-01-01T00:59:60+01:00"));
  CHECK(is_date_time("2015-06-30T23:59:60.5Z"));
  CHECK(is_date_time("2015-07-01T05:29:60+05:30"));
  CHECK_FALSE(is_date_time("1990-12-31T23:58:60Z"));
  CHECK_FALSE(is_date_time("1990-12-30T23:59:60Z"));
  CHECK_FALSE(is_date_time("1990-12-31T23:59:60+01:00"));
  CHECK_FALSE(is_date_time("2024-06-07T10:11:60Z"));
}

TEST_CASE("a very long fraction is judged without recursion") {
  CHECK(is_date_time("2024-06-07T10:11:12." + std::string(1024 * 1024, '1') + "Z"));
}
