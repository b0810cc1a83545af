#include "formats/printable.hpp"

#include "framework/catch.hpp"

using namespace confab::reports;

TEST_CASE("XML text keeps what XML 1.0 allows and replaces the rest") {
  CHECK(xml_text("plain\ttext\nwith\rbreaks") == "plain\ttext\nwith\rbreaks");
  CHECK(xml_text(std::string_view("a\0b", 3)) == "a\uFFFDb");
  CHECK(xml_text("\x01\x1f") == "\uFFFD\uFFFD");
  CHECK(xml_text("\xEF\xBF\xBE\xEF\xBF\xBF") == "\uFFFD\uFFFD");
  CHECK(xml_text("é 中 \U0001F600") == "é 中 \U0001F600");
}

TEST_CASE("bytes that are not UTF-8 become the replacement character") {
  CHECK(xml_text("\xff") == "\uFFFD");
  CHECK(terminal_text("a\xC3") == "a\uFFFD");
  CHECK(terminal_text("\xED\xA0\x80").find("\xED\xA0\x80") == std::string::npos);
}

TEST_CASE("terminal text cannot steer the terminal") {
  CHECK(terminal_text("\x1b[2J") == "\\x1b[2J");
  CHECK(terminal_text("a\rb\x7f") == "a\\x0db\\x7f");
  CHECK(terminal_text("\xC2\x9B") == "\\x9b");
  CHECK(terminal_text("\xE2\x80\xAE") == "\\u202e");
  CHECK(terminal_text("\xE2\x81\xA6") == "\\u2066");
  CHECK(terminal_text("two\nlines\tand €, é") == "two\nlines\tand €, é");
}

TEST_CASE("shortening counts characters, not bytes") {
  CHECK(shortened("日本語", 3) == "日本語");
  CHECK(shortened("日本語", 2) == "日本…");
  CHECK(shortened("", 0) == "");
  CHECK(shortened("a", 0) == "…");
}

TEST_CASE("the start of a text is that of the whole text, wherever the bytes are cut") {
  for (const std::string text : {"日本語日本語日本語", "\U0001F600\U0001F600\U0001F600\U0001F600", "\x1b\x1b\x1b\x1b",
                                 "\xff\xff\xff\xff\xff\xff\xff\xff", ""}) {
    for (std::size_t most = 0; most < 6; ++most) CHECK(terminal_start(text, most) == shortened(terminal_text(text), most));
  }
}
