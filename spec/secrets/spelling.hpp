// The ways in which a byte may be written in a text that quotes it.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace confab::spec {

/// `length` bytes of text that stand for `count` bytes.
struct Spelling {
  std::array<char, 4> bytes{};
  std::size_t count = 0;
  std::size_t length = 0;
};

/// The readings of what a text begins with, the literal one first.
class Spellings {
 public:
  /// As it is; percent-encoded in either case (RFC 3986), also twice; + for a space; as in a JSON string or a string of a
  /// programming language (\", \/, \n, \u0041, \x41), also nested; as an entity of HTML (&amp;, &#65;, &#x41;), also nested.
  /// A code point below 256 is read as UTF-8 and as one byte. Empty for an empty text.
  explicit Spellings(std::string_view text);

  [[nodiscard]] const Spelling* begin() const { return found_.data(); }
  [[nodiscard]] const Spelling* end() const { return found_.data() + count_; }

 private:
  void add(std::string_view bytes, std::size_t length);
  void add_code(unsigned long code, std::size_t length);
  void add_percent(std::string_view text);
  void add_escape(std::string_view text);
  void add_escaped_code(std::string_view text, std::size_t at);
  void add_entity(std::string_view text);
  void add_numeric_entity(std::string_view text, std::size_t at);

  std::array<Spelling, 8> found_{};
  std::size_t count_ = 0;
};

/// Whether a byte may be the beginning of more than itself.
[[nodiscard]] constexpr bool begins_a_spelling(char c) {
  return c == '%' || c == '\\' || c == '&' || c == '+';
}

}  // namespace confab::spec
