#include "source/yaml_scalar.hpp"

#include <string>
#include <vector>

#include "framework/catch.hpp"

namespace confab::source {
namespace {

Json read(std::string_view text) {
  const auto value = read_plain_scalar(text);
  REQUIRE(value);
  return *value;
}

}  // namespace

TEST_CASE("The core schema's words are null, true and false") {
  for (const auto* text : {"", "~", "null", "Null", "NULL"}) CHECK(read(text).is_null());
  for (const auto* text : {"true", "True", "TRUE"}) CHECK(read(text) == true);
  for (const auto* text : {"false", "False", "FALSE"}) CHECK(read(text) == false);
}

TEST_CASE("What only YAML 1.1 takes for something else stays text") {
  for (const auto* text :
       {"yes",  "no", "on", "off", "y", "nULL", "tRUE", "2024-01-01", "1:30", "1_000", "0b11", "0x",  "0o8", "0xg",
        "-0x1", "1e", "e1", ".",   "-", "+",    "--1",  "1.2.3",      "1.e+", ".e1",   "١",    "inf", "nan", "Infinity"}) {
    CAPTURE(text);
    CHECK(read(text) == text);
  }
}

TEST_CASE("Integers are exact as long as 64 bits hold them") {
  CHECK(read("0") == 0);
  CHECK(read("0755") == 755);
  CHECK(read("+7") == 7);
  CHECK(read("-9223372036854775808") == Json(std::numeric_limits<std::int64_t>::min()));
  CHECK(read("9223372036854775807").is_number_integer());
  CHECK(read("18446744073709551615") == Json(std::numeric_limits<std::uint64_t>::max()));
  CHECK(read("0x1F") == 31);
  CHECK(read("0o17") == 15);
  CHECK(read("12").dump() == "12");
}

TEST_CASE("Larger integers become floating-point numbers") {
  CHECK(read("18446744073709551616").is_number_float());
  CHECK(read("-9223372036854775809").is_number_float());
}

TEST_CASE("Floating-point numbers are read in every form of the core schema") {
  CHECK(read("1.5") == 1.5);
  CHECK(read("-.5") == -0.5);
  CHECK(read("+.5") == 0.5);
  CHECK(read("5.") == 5.0);
  CHECK(read("1e3") == 1000.0);
  CHECK(read("1E-3") == 0.001);
}

TEST_CASE("What JSON cannot hold is refused") {
  for (const auto* text : {".inf", "-.inf", "+.INF", ".nan", ".NaN", "1e999", "-1e999", "0x10000000000000000"}) {
    CAPTURE(text);
    CHECK_FALSE(read_plain_scalar(text));
  }
  CHECK_FALSE(read_plain_scalar(std::string(400, '9')));
}

}  // namespace confab::source
