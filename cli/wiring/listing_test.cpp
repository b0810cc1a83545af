#include "wiring/listing.hpp"

#include <nlohmann/json.hpp>

#include "framework/catch.hpp"

using namespace confab::cli;

TEST_CASE("a listing for people is aligned and has no trailing blanks") {
  const Listing listing{{"a", "b", "c"}, 2, {{"long word", "x", "hidden"}, {"w", "", "hidden"}}};
  CHECK(render_text(listing) == "long word  x\nw\n");
}

TEST_CASE("a listing for programs has every column") {
  const Listing listing{{"a", "b"}, 1, {{"1", "two \"quoted\""}, {"3", ""}}};
  const auto parsed = nlohmann::json::parse(render_json(listing));
  CHECK(parsed.size() == 2);
  CHECK(parsed[0]["b"] == "two \"quoted\"");
  CHECK(nlohmann::json::parse(render_json(Listing{{"a"}, 1, {}})).empty());
}
