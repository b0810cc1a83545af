#include "loader/template_text.hpp"

#include "framework/catch.hpp"

namespace confab::scenarios {

using Parts = std::vector<TemplatePart>;

TEST_CASE("A text that is one $name stands for the value itself") {
  const auto parsed = parse_template("$prompts.summarise");
  REQUIRE(parsed);
  CHECK(parsed->is_value);
  CHECK(parsed->parts == Parts{{"prompts.summarise", true}});
}

TEST_CASE("In braces a name may stand anywhere and makes text") {
  const auto parsed = parse_template("/v2/${id}/x-${run.id}");
  REQUIRE(parsed);
  CHECK_FALSE(parsed->is_value);
  CHECK(parsed->parts == Parts{{"/v2/", false}, {"id", true}, {"/x-", false}, {"run.id", true}});
  CHECK_FALSE(parse_template("${id}")->is_value);
}

TEST_CASE("Two dollars are one; before anything but a name a dollar is itself") {
  CHECK(parse_template("$$id")->parts == Parts{{"$id", false}});
  CHECK(parse_template("$${id}")->parts == Parts{{"${id}", false}});
  CHECK(parse_template("$$$$")->parts == Parts{{"$$", false}});
  CHECK(parse_template("5$, $5, a$")->parts == Parts{{"5$, $5, a$", false}});
  CHECK(parse_template("^a$|^b$")->parts == Parts{{"^a$|^b$", false}});
  CHECK(parse_template("$")->parts == Parts{{"$", false}});
  CHECK(parse_template("")->parts.empty());
}

TEST_CASE("What is meant as a reference and is none is refused") {
  for (const auto* text : {"a $id", "$id/x", "$id ", "${", "${id", "${}", "${ id}", "${a..b}", "${1a}", "$a.$b", "$a."}) {
    CAPTURE(text);
    CHECK_FALSE(parse_template(text));
  }
}

TEST_CASE("Names are letters, digits, _ and -, and start with a letter or _") {
  for (const auto* name : {"a", "_a", "A1", "a-b_c"}) CHECK(is_name(name));
  for (const auto* name : {"", "1", "-a", "a.b", "a b", "é", "a$"}) CHECK_FALSE(is_name(name));
}

}  // namespace confab::scenarios
