#include "vendors/pipeshub_guard.hpp"

#include <string>

#include "framework/catch.hpp"

using confab::mock::pipeshub::is_suspicious;

TEST_CASE("markup, scripts, event handlers and format specifiers are suspicious") {
  for (const char* text : {"<b>bold</b>", "</p>", "<!-- x -->", "<SCRIPT>", "JavaScript:alert(1)", "onload=x",
                           "a ONCLICK = 'x'", "%s", "a %-5.2f b", "%ld", "%n"}) {
    CHECK(is_suspicious(text));
  }
}

TEST_CASE("what people write is not suspicious") {
  for (const char* text : {"", "1 < 2 and 3 > 2", "a<1", "100% sure", "50 %", "on Monday = today", "carbon = C",
                           "What is on=?", "%", "%%", "x <"}) {
    CHECK_FALSE(is_suspicious(text));
  }
}

TEST_CASE("a long text is judged in one pass") {
  CHECK_FALSE(is_suspicious(std::string(1000000, '%')));
  std::string repeated;
  for (int i = 0; i < 200000; ++i) repeated += "on on";
  CHECK_FALSE(is_suspicious(repeated));
}
