#include "runner/instant.hpp"

#include <chrono>
#include <cstdlib>

namespace confab::conformance {
namespace {

constexpr std::size_t kMaxText = 64;  // far above any real moment; bounds the digits we keep

/// Reads from the left; once something does not fit, `ok` stays false.
struct Reader {
  std::string_view rest;
  bool ok = true;

  int digits(std::size_t count) {
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (rest.empty() || rest.front() < '0' || rest.front() > '9') ok = false;
      if (!ok) return 0;
      value = value * 10 + (rest.front() - '0');
      rest.remove_prefix(1);
    }
    return value;
  }
  bool take(std::string_view any_of_these) {
    if (rest.empty() || any_of_these.find(rest.front()) == std::string_view::npos) return false;
    rest.remove_prefix(1);
    return true;
  }
  void require(std::string_view any_of_these) { ok = take(any_of_these) && ok; }
};

std::string read_fraction(Reader& reader) {
  if (!reader.take(".")) return {};
  const std::size_t end = reader.rest.find_first_not_of("0123456789");
  std::string digits(reader.rest.substr(0, end));
  reader.ok = reader.ok && !digits.empty();
  reader.rest.remove_prefix(digits.size());
  digits.erase(digits.find_last_not_of('0') + 1);
  return digits;
}

int read_offset_minutes(Reader& reader) {
  if (reader.take("Zz")) return 0;
  const bool west = !reader.rest.empty() && reader.rest.front() == '-';
  reader.require("+-");
  const int hours = reader.digits(2);
  reader.require(":");
  const int minutes = reader.digits(2);
  reader.ok = reader.ok && hours < 24 && minutes < 60;
  return (west ? -1 : 1) * (hours * 60 + minutes);
}

}  // namespace

double Instant::milliseconds() const {
  return static_cast<double>(seconds) * 1000.0 + std::strtod(("0." + fraction + "0").c_str(), nullptr) * 1000.0;
}

std::optional<Instant> parse_instant(std::string_view text) {
  if (text.size() > kMaxText) return std::nullopt;
  Reader reader{text};
  const int year = reader.digits(4);
  reader.require("-");
  const int month = reader.digits(2);
  reader.require("-");
  const int day = reader.digits(2);
  reader.require("Tt ");
  const int hour = reader.digits(2);
  reader.require(":");
  const int minute = reader.digits(2);
  reader.require(":");
  const int second = reader.digits(2);
  Instant instant;
  instant.fraction = read_fraction(reader);
  const int offset = read_offset_minutes(reader);

  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!reader.ok || !reader.rest.empty() || !date.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
  instant.seconds = days * 86'400 + hour * 3'600 + (minute - offset) * 60 + second;
  return instant;
}

}  // namespace confab::conformance
