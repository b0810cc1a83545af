#include "routing/parameter_check.hpp"

#include "framework/catch.hpp"
#include "routing/checks_fixture.hpp"
#include "routing/uuid.hpp"

using namespace confab;
using namespace confab::mock;

namespace {
bool accepts(const std::string& schema, std::string_view text) {
  return ParameterCheck({"p", "path", true, "/components/schemas/" + schema}, test::schemas()).accepts(text);
}
constexpr std::string_view kUuid4 = "919108f7-52d1-4320-9bac-f847db4148a8";
constexpr std::string_view kUuid7 = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";
}  // namespace

TEST_CASE("a UUID of any version is a UUID, in either case") {
  CHECK(accepts("Uuid", kUuid4));
  CHECK(accepts("Uuid", kUuid7));
  CHECK(accepts("Uuid", "919108F7-52D1-4320-9BAC-F847DB4148A8"));
}

TEST_CASE("anything else is not") {
  for (const char* text :
       {"", "x", "919108f7-52d1-4320-9bac-f847db4148a", "919108f7-52d1-4320-9bac-f847db4148a80",
        "919108f752d143209bacf847db4148a8", "{919108f7-52d1-4320-9bac-f847db4148a8}", "919108f7-52d1-4320-9bac-f847db4148ag",
        "urn:uuid:919108f7-52d1-4320-9bac-f847db4148a8", "919108f7_52d1_4320_9bac_f847db4148a8"}) {
    CHECK_FALSE(accepts("Uuid", text));
    CHECK_FALSE(is_canonical_uuid(text));
  }
  CHECK_FALSE(accepts("Uuid", std::string_view("919108f7-52d1-4320-9bac-f847db4148a8\n", 37)));
}

TEST_CASE("a schema that wants one version keeps its say") {
  CHECK(accepts("Uuid4", kUuid4));
  CHECK_FALSE(accepts("Uuid4", kUuid7));
}

TEST_CASE("a 64-bit integer is digits with at most a minus sign") {
  for (const char* text : {"0", "-1", "42", "9223372036854775807", "-9223372036854775808"}) CHECK(accepts("Int64", text));
  for (const char* text : {"", "+1", " 1", "1 ", "1.5", "0x10", "one", "9223372036854775808", "-9223372036854775809", "--1",
                           "1e400", "nan", "null", "99999999999999999999999999999999999999"}) {
    CHECK_FALSE(accepts("Int64", text));
  }
}

TEST_CASE("a text that looks like a number or a boolean is still a text where the schema wants one") {
  CHECK(accepts("Word", "true"));
  CHECK(accepts("Word", "1"));
  CHECK_FALSE(accepts("Word", "false"));
}

TEST_CASE("booleans and numbers are recognised") {
  CHECK(accepts("Flag", "true"));
  CHECK_FALSE(accepts("Flag", "TRUE"));
  CHECK(accepts("Ratio", "1.5"));
  CHECK(accepts("Ratio", "-2"));
  CHECK_FALSE(accepts("Ratio", "1,5"));
}

TEST_CASE("without a schema everything is valid") {
  CHECK(ParameterCheck({"p", "path", true, ""}, test::schemas()).accepts("\xFF"));
}

TEST_CASE("of a list each value is judged by itself") {
  CHECK(accepts("Words", "yes"));
  CHECK_FALSE(accepts("Words", "no"));
  CHECK(accepts("Numbers", "7"));
  CHECK_FALSE(accepts("Numbers", "seven"));
}
