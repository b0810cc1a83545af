#include "source/nearest_word.hpp"

#include <string>
#include <vector>

#include "framework/catch.hpp"

namespace confab::source {

const std::vector<std::string> kWords{"expect", "path", "query", "headers", "body", "save", "only_while"};

TEST_CASE("A slip of the pen finds the word that was meant") {
  CHECK(nearest_word("exspect", kWords) == "expect");
  CHECK(nearest_word("expcet", kWords) == "expect");
  CHECK(nearest_word("paht", kWords) == "path");
  CHECK(nearest_word("EXPECT", kWords) == "expect");
  CHECK(nearest_word("onlywhile", kWords) == "only_while");
  CHECK(nearest_word("expect", kWords) == "expect");
}

TEST_CASE("Another word is no slip of the pen") {
  CHECK_FALSE(nearest_word("response", kWords));
  CHECK_FALSE(nearest_word("x", kWords));
  CHECK_FALSE(nearest_word("", kWords));
  CHECK_FALSE(nearest_word("expect", {}));
}

TEST_CASE("A very long word is compared with nothing") {
  CHECK_FALSE(nearest_word(std::string(1'000'000, 'x'), kWords));
}

TEST_CASE("The suggestion names the nearest word, or else the known ones as far as they fit a glance") {
  CHECK(suggest("bdy", kWords) == "Did you mean \"body\"?");
  CHECK(suggest("response", std::vector<std::string>{"a", "b"}) == "Known: a, b.");
  CHECK(suggest("response", {}).empty());
  const std::vector<std::string> many(40, "zzzzzzzzzz");
  CHECK_THAT(suggest("response", many), Catch::EndsWith(" and 24 more."));
}

}  // namespace confab::source
