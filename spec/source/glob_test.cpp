#include "source/glob.hpp"

#include <string>

#include "framework/catch.hpp"

using confab::source::glob_matches;

TEST_CASE("Globs know any characters and one character") {
  CHECK(glob_matches("*", ""));
  CHECK(glob_matches("toy/*", "toy/a/b"));
  CHECK(glob_matches("*a*b*", "xxaxxbxx"));
  CHECK(glob_matches("t?y", "toy"));
  CHECK_FALSE(glob_matches("t?y", "ty"));
  CHECK_FALSE(glob_matches("toy", "toys"));
  CHECK_FALSE(glob_matches(std::string(50, '*') + "x", std::string(5000, 'a')));
}
