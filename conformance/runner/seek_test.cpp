#include "runner/seek.hpp"

#include "framework/catch.hpp"

using namespace confab::conformance;

TEST_CASE("A list shows what was sent, whole or as a long beginning") {
  const std::string question(200, 'q');
  CHECK(shows("confab", "confab"));
  CHECK_FALSE(shows("confab", "confab two"));
  CHECK_FALSE(shows("confab two", "confab"));
  CHECK(shows(question, question.substr(0, 100)));
  CHECK(shows(question.substr(0, 100), question));
  CHECK_FALSE(shows(question, question.substr(0, 20)));
  CHECK_FALSE(shows(question, ""));
}
