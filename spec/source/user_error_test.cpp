#include "source/user_error.hpp"

#include <string>

#include "framework/catch.hpp"

namespace confab::source {

TEST_CASE("A place leaves out what is unknown") {
  CHECK(Place{"a.yaml", 3, 7}.to_string() == "a.yaml:3:7");
  CHECK(Place{"a.yaml", 3, 0}.to_string() == "a.yaml:3");
  CHECK(Place{"a.yaml", 0, 7}.to_string() == "a.yaml");
  CHECK(Place{}.to_string().empty());
}

TEST_CASE("An error shows place, reason, line, caret and remedy") {
  const UserError error({"s.yaml", 12, 5}, "unknown key \"exspect\"", "Did you mean \"expect\"?",
                        "    exspect: { status: 201 }");
  CHECK(error.render() ==
        "s.yaml:12:5: error: unknown key \"exspect\"\n"
        "  12 |     exspect: { status: 201 }\n"
        "     |     ^\n"
        "help: Did you mean \"expect\"?");
  CHECK(std::string(error.what()) == "unknown key \"exspect\"");
}

TEST_CASE("What an error does not have is left out") {
  CHECK(UserError({}, "no target").render() == "error: no target");
  CHECK(UserError({"f", 0, 0}, "cannot be opened", "Check it.").render() == "f: error: cannot be opened\nhelp: Check it.");
}

TEST_CASE("The caret stands below the code point, tabs and controls being one column each") {
  const std::string shown = UserError({"f", 1, 5}, "bad", "", "é€\t\x1B[31m").render();
  CHECK(shown == "f:1:5: error: bad\n  1 | é€  [31m\n    |     ^");
}

TEST_CASE("Of a long line only the part around the column is shown") {
  const std::string line = std::string(5000, 'a') + "X" + std::string(5000, 'b');
  const std::string shown = UserError({"f", 1, 5001}, "bad", "", line).render();
  CHECK(shown.size() < 300);
  const std::size_t caret = shown.rfind('^') - shown.rfind('\n');
  const std::size_t quote = shown.find("\n  1 | ");
  CHECK(shown[quote + caret] == 'X');
}

TEST_CASE("What a file holds cannot steer the terminal or flood it") {
  const std::string shown = UserError({"f", 1, 1}, "unknown key \"\x1B[2J" + std::string(100'000, 'k') + "\"").render();
  CHECK(shown.find('\x1B') == std::string::npos);
  CHECK(shown.size() < 1200);
}

}  // namespace confab::source
