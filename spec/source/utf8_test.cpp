#include "source/utf8.hpp"

#include <string>

#include "framework/catch.hpp"

namespace confab::source {

TEST_CASE("Every well-formed sequence of RFC 3629 is UTF-8") {
  const std::string good =
      GENERATE(std::string(""), "plain", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
               "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF", std::string(1, '\0'));
  CHECK_FALSE(first_invalid_utf8(good).has_value());
}

TEST_CASE("Overlong forms, surrogates, stray and missing bytes are not UTF-8, and the offset says where") {
  const std::string bad = GENERATE(std::string("\x80"), "\xBF", "\xC0\x80", "\xC1\xBF", "\xC2", "\xC2 ", "\xE0\x9F\xBF",
                                   "\xED\xA0\x80", "\xED\xBF\xBF", "\xE2\x82", "\xE2\x82 ", "\xF0\x8F\xBF\xBF",
                                   "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xF0\x9F\x98", "\xFE", "\xFF");
  CHECK(first_invalid_utf8(bad) == std::size_t{0});
  CHECK(first_invalid_utf8("é€😀" + bad) == std::size_t{9});
}

TEST_CASE("Code points are counted, not bytes") {
  CHECK(count_code_points("") == 0);
  CHECK(count_code_points("aé€😀") == 4);
}

}  // namespace confab::source
