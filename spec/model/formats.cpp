#include "model/formats.hpp"

#include <optional>

namespace confab::spec {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Takes what it recognises from the front of a text.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  std::optional<int> digits(std::size_t count) {
    if (rest_.size() < count) return std::nullopt;
    int number = 0;
    for (const char c : rest_.substr(0, count)) {
      if (!is_digit(c)) return std::nullopt;
      number = number * 10 + (c - '0');
    }
    rest_.remove_prefix(count);
    return number;
  }

  bool any_of(std::string_view characters) {
    if (rest_.empty() || characters.find(rest_.front()) == characters.npos) return false;
    rest_.remove_prefix(1);
    return true;
  }

  /// "." and at least one digit, or nothing at all.
  bool fraction() {
    if (!any_of(".")) return true;
    bool some = false;
    while (any_of("0123456789")) some = true;
    return some;
  }

  [[nodiscard]] char front() const { return rest_.empty() ? '\0' : rest_.front(); }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

struct Date {
  int year = 0, month = 0, day = 0;
};

struct Clock {
  int hour = 0, minute = 0, second = 0;
};

int days_in(int year, int month) {
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  if (month == 2) return leap ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

std::optional<Date> scan_date(Scanner& scanner) {
  const auto year = scanner.digits(4);
  if (!year || !scanner.any_of("-")) return std::nullopt;
  const auto month = scanner.digits(2);
  if (!month || !scanner.any_of("-")) return std::nullopt;
  const auto day = scanner.digits(2);
  if (!day || *month < 1 || *month > 12 || *day < 1 || *day > days_in(*year, *month)) return std::nullopt;
  return Date{*year, *month, *day};
}

std::optional<Clock> scan_clock(Scanner& scanner) {
  const auto hour = scanner.digits(2);
  if (!hour || !scanner.any_of(":")) return std::nullopt;
  const auto minute = scanner.digits(2);
  if (!minute || !scanner.any_of(":")) return std::nullopt;
  const auto second = scanner.digits(2);
  if (!second || *hour > 23 || *minute > 59 || *second > 60 || !scanner.fraction()) return std::nullopt;
  return Clock{*hour, *minute, *second};
}

/// Minutes east of UTC.
std::optional<int> scan_offset(Scanner& scanner) {
  if (scanner.any_of("Zz")) return 0;
  const int sign = scanner.front() == '-' ? -1 : 1;
  if (!scanner.any_of("+-")) return std::nullopt;
  const auto hours = scanner.digits(2);
  if (!hours || !scanner.any_of(":")) return std::nullopt;
  const auto minutes = scanner.digits(2);
  if (!minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  return sign * (*hours * 60 + *minutes);
}

/// Leap seconds are the last of a June or December day in UTC, so the local date may be the day after.
bool may_be_leap_second(const Date& date, const Clock& clock, int offset) {
  constexpr int kDay = 24 * 60;
  const int utc = clock.hour * 60 + clock.minute - offset;
  if ((utc % kDay + kDay) % kDay != kDay - 1) return false;
  const bool last_day = (date.month == 6 && date.day == 30) || (date.month == 12 && date.day == 31);
  const bool day_after = (date.month == 7 || date.month == 1) && date.day == 1;
  const bool day_before = (date.month == 6 && date.day == 29) || (date.month == 12 && date.day == 30);
  if (utc < 0) return day_after;
  return utc >= kDay ? day_before : last_day;
}

}  // namespace

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : !is_hex(text[i])) return false;
  }
  return true;
}

bool is_date_time(std::string_view text) {
  Scanner scanner(text);
  const auto date = scan_date(scanner);
  if (!date || !scanner.any_of("Tt")) return false;
  const auto clock = scan_clock(scanner);
  if (!clock) return false;
  const auto offset = scan_offset(scanner);
  if (!offset || !scanner.at_end()) return false;
  return clock->second < 60 || may_be_leap_second(*date, *clock, *offset);
}

}  // namespace confab::spec
