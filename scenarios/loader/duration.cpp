#include "loader/duration.hpp"

#include <charconv>

namespace confab::scenarios {
namespace {

std::optional<Duration> unit_of(std::string_view suffix) {
  if (suffix == "ms") return std::chrono::milliseconds(1);
  if (suffix == "s") return std::chrono::seconds(1);
  if (suffix == "m") return std::chrono::minutes(1);
  return std::nullopt;
}

}  // namespace

std::optional<Duration> parse_duration(std::string_view text) {
  constexpr Duration kLongest = std::chrono::hours(24);
  unsigned amount = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), amount);
  if (parsed.ec != std::errc{}) return std::nullopt;
  const auto unit = unit_of(text.substr(static_cast<std::size_t>(parsed.ptr - text.data())));
  if (!unit || amount > kLongest / *unit) return std::nullopt;
  return amount * *unit;
}

}  // namespace confab::scenarios
