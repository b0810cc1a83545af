#include "engine/id_sequence.hpp"

#include <regex>
#include <set>

#include "framework/catch.hpp"

using namespace confab::mock;

TEST_CASE("ids have the shape of a version 4 UUID and do not repeat") {
  const std::regex shape("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  IdSequence ids(1);
  std::set<std::string> seen;
  for (int i = 0; i < 5000; ++i) {
    const std::string id = ids.uuid();
    REQUIRE(std::regex_match(id, shape));
    REQUIRE(seen.insert(id).second);
  }
}

TEST_CASE("the same seed gives the same ids, another seed gives others") {
  IdSequence one(42);
  IdSequence same(42);
  IdSequence other(43);
  CHECK(one.uuid() == same.uuid());
  CHECK(one.hex(32) == same.hex(32));
  CHECK(one.uuid() != other.uuid());
}

TEST_CASE("what a branch is used for does not change its parent's ids") {
  IdSequence one(42);
  IdSequence same(42);
  IdSequence branch = one.branch();
  (void)same.branch();
  (void)branch.uuid();
  CHECK(one.uuid() == same.uuid());
}

TEST_CASE("hexadecimal ids have exactly the digits asked for") {
  IdSequence ids = IdSequence::unpredictable();
  for (const int digits : {1, 16, 24, 32, 33})
    CHECK(std::regex_match(ids.hex(digits), std::regex("[0-9a-f]{" + std::to_string(digits) + "}")));
}
