#include "source/line_index.hpp"

#include "framework/catch.hpp"

namespace confab::source {

TEST_CASE("Lines and columns count from 1, columns in code points, in whatever order one asks") {
  LineIndex index("aé€x\n\nlast");
  CHECK(index.place("f", 0, 6).to_string() == "f:1:4");
  CHECK(index.place("f", 0, 1).to_string() == "f:1:2");
  CHECK(index.place("f", 2, 4).to_string() == "f:3:5");
  CHECK(index.place("f", 1, 0).to_string() == "f:2:1");
  CHECK(index.place("f", 0, 0).to_string() == "f:1:1");
}

TEST_CASE("What lies beyond the text is its end") {
  LineIndex index("ab\n");
  CHECK(index.offset(0, 1) == 1);
  CHECK(index.offset(7, 0) == 3);
  CHECK(index.offset(0, 99) == 3);
  CHECK(index.place("f", -1, 0).to_string() == "f");
}

TEST_CASE("A line is quoted without its line end") {
  CHECK(line_of("a\r\nb\nc", 1) == "a");
  CHECK(line_of("a\r\nb\nc", 2) == "b");
  CHECK(line_of("a\r\nb\nc", 3) == "c");
  CHECK(line_of("a\r\nb\nc", 4).empty());
  CHECK(line_of("a", 0).empty());
}

}  // namespace confab::source
