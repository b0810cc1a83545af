#include "client/secret_forms.hpp"

#include <algorithm>

#include "source/json_text.hpp"

namespace confab::conformance {
namespace {

// Below this many base64 digits a match would be chance: six digits are 36 bits.
constexpr std::size_t kFewestBase64Digits = 6;

bool is_unreserved(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
         c == '~';
}

std::string percent_encoded(std::string_view text, const char* digits, bool plus_for_space) {
  std::string result;
  for (const unsigned char c : text) {
    if (is_unreserved(c)) {
      result += static_cast<char>(c);
    } else if (c == ' ' && plus_for_space) {
      result += '+';
    } else {
      result += '%';
      result += digits[c >> 4];
      result += digits[c & 15];
    }
  }
  return result;
}

std::string inside_of(const std::string& quoted) {
  return quoted.substr(1, quoted.size() - 2);
}

std::string slashes_escaped(const std::string& text) {
  std::string result;
  for (const char c : text) result += c == '/' ? std::string("\\/") : std::string(1, c);
  return result;
}

// The digits that depend on nothing but the secret, when `offset` (0 to 2) bytes stand before it in its group of three.
std::string base64_core(std::string_view secret, std::size_t offset, std::string_view alphabet) {
  const std::size_t first_bit = offset * 8;
  const std::size_t end_bit = first_bit + secret.size() * 8;
  const auto bit = [&](std::size_t at) {
    const auto byte = static_cast<unsigned char>(secret[(at - first_bit) / 8]);
    return (byte >> (7 - at % 8)) & 1U;
  };
  std::string core;
  for (std::size_t digit = (first_bit + 5) / 6; (digit + 1) * 6 <= end_bit; ++digit) {
    unsigned value = 0;
    for (std::size_t at = digit * 6; at < (digit + 1) * 6; ++at) value = value << 1 | bit(at);
    core += alphabet[value];
  }
  return core;
}

}  // namespace

std::vector<std::string> secret_forms(std::string_view secret) {
  if (secret.empty()) return {};
  std::vector<std::string> forms{std::string(secret)};
  for (const auto* digits : {"0123456789ABCDEF", "0123456789abcdef"})
    for (const bool plus : {false, true}) forms.push_back(percent_encoded(secret, digits, plus));

  const source::Json text = std::string(secret);
  for (const bool ascii_only : {false, true}) {
    const auto escaped = inside_of(text.dump(-1, ' ', ascii_only, source::Json::error_handler_t::replace));
    forms.push_back(escaped);
    forms.push_back(slashes_escaped(escaped));
  }

  constexpr std::string_view kLettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  for (const auto* last_two : {"+/", "-_"}) {
    for (const std::size_t offset : {0U, 1U, 2U}) {
      auto core = base64_core(secret, offset, std::string(kLettersAndDigits) + last_two);
      if (core.size() >= kFewestBase64Digits) forms.push_back(std::move(core));
    }
  }
  return forms;
}

}  // namespace confab::conformance
