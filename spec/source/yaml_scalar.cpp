#include "source/yaml_scalar.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>

namespace confab::source {
namespace {

constexpr std::array<std::string_view, 5> kNulls{"", "~", "null", "Null", "NULL"};
constexpr std::array<std::string_view, 3> kTrue{"true", "True", "TRUE"};
constexpr std::array<std::string_view, 3> kFalse{"false", "False", "FALSE"};
constexpr std::array<std::string_view, 6> kNotInJson{".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"};

bool one_of(std::string_view text, std::span<const std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view without_sign(std::string_view text) {
  return text.starts_with('-') || text.starts_with('+') ? text.substr(1) : text;
}

// [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?
bool looks_like_number(std::string_view text) {
  text = without_sign(text);
  const std::size_t exponent = std::min(text.find_first_of("eE"), text.size());
  if (exponent < text.size() && !all_digits(without_sign(text.substr(exponent + 1)))) return false;
  const std::string_view mantissa = text.substr(0, exponent);
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  const std::string_view whole = mantissa.substr(0, point);
  const std::string_view fraction = point < mantissa.size() ? mantissa.substr(point + 1) : std::string_view{};
  if (whole.empty()) return all_digits(fraction);
  return all_digits(whole) && (fraction.empty() || all_digits(fraction));
}

tl::expected<Json, std::string> read_float(std::string_view text) {
  double number = 0;
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
  if (parsed.ec != std::errc{}) return tl::unexpected(std::string("the number is out of range"));
  return Json(number);
}

// Nothing if the number does not fit into 64 bits.
std::optional<Json> read_integer(std::string_view digits, int base, bool negative) {
  std::uint64_t magnitude = 0;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), magnitude, base);
  if (parsed.ec != std::errc{}) return std::nullopt;
  constexpr auto kLargest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (!negative) return magnitude <= kLargest ? Json(static_cast<std::int64_t>(magnitude)) : Json(magnitude);
  if (magnitude > kLargest + 1) return std::nullopt;
  return Json(static_cast<std::int64_t>(~magnitude + 1));
}

bool is_radix_number(std::string_view text, std::string_view prefix, std::string_view digits) {
  return text.size() > prefix.size() && text.starts_with(prefix) &&
         text.find_first_not_of(digits, prefix.size()) == std::string_view::npos;
}

tl::expected<Json, std::string> read_radix_number(std::string_view text, int base) {
  if (auto integer = read_integer(text.substr(2), base, false)) return *integer;
  return tl::unexpected(std::string("the number is out of range"));
}

}  // namespace

tl::expected<Json, std::string> read_plain_scalar(std::string_view text) {
  if (one_of(text, kNulls)) return Json(nullptr);
  if (one_of(text, kTrue)) return Json(true);
  if (one_of(text, kFalse)) return Json(false);
  if (one_of(without_sign(text), kNotInJson)) return tl::unexpected(std::string("JSON has no infinity and no NaN"));
  if (is_radix_number(text, "0x", "0123456789abcdefABCDEF")) return read_radix_number(text, 16);
  if (is_radix_number(text, "0o", "01234567")) return read_radix_number(text, 8);
  if (all_digits(without_sign(text))) {
    if (auto integer = read_integer(without_sign(text), 10, text.starts_with('-'))) return *integer;
  }
  if (looks_like_number(text)) return read_float(text);
  return Json(std::string(text));
}

}  // namespace confab::source
