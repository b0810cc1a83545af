#include "engine/split_text.hpp"

#include "framework/catch.hpp"

using namespace confab::mock;

namespace {
std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += part;
  return text;
}
bool starts_inside_a_code_point(const std::string& part) {
  return (static_cast<unsigned char>(part[0]) & 0xC0U) == 0x80U;
}
}  // namespace

TEST_CASE("the parts of a text are not empty, start at a code point, and add up to it") {
  const std::string text = GENERATE(as<std::string>{}, "a", "plain words", "Grüße, 日本語 und 🦊🦊🦊",
                                    "e\u0301\u200D\n\r\n\t", "🦊");
  for (int pieces = 1; pieces <= 40; ++pieces) {
    const auto parts = split_text(text, pieces);
    CHECK(parts.size() == std::min<std::size_t>(static_cast<std::size_t>(pieces), count_code_points(text)));
    CHECK(joined(parts) == text);
    for (const std::string& part : parts) {
      REQUIRE(!part.empty());
      CHECK_FALSE(starts_inside_a_code_point(part));
    }
  }
}

TEST_CASE("an empty text has no parts, and any text has at least one") {
  CHECK(split_text("", 5).empty());
  CHECK(split_text("abc", 0) == std::vector<std::string>{"abc"});
  CHECK(split_text("abc", -1) == std::vector<std::string>{"abc"});
}

TEST_CASE("bytes that are not UTF-8 are not lost") {
  for (const std::string text : {"\x80\x80\x80", "\xFF\xFE", "a\xF0"}) {
    for (int pieces = 1; pieces < 5; ++pieces) CHECK(joined(split_text(text, pieces)) == text);
  }
}

TEST_CASE("the first code points of a text are cut between code points") {
  CHECK(first_code_points("🦊b", 1) == "🦊");
  CHECK(first_code_points("ab", 5) == "ab");
  CHECK(first_code_points("ab", 0).empty());
}
