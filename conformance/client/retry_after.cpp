#include "client/retry_after.hpp"

#include <algorithm>
#include <ctime>
#include <string>

namespace confab::conformance {
namespace {

using std::chrono::milliseconds;
using std::chrono::system_clock;

// A year: whoever asks for more means never, and sums of it must not overflow.
constexpr std::chrono::seconds kLongestPause{31'536'000};

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::chrono::seconds read_seconds(const std::string& digits) {
  constexpr std::size_t kFewDigits = 9;
  return digits.size() > kFewDigits ? kLongestPause : std::min(kLongestPause, std::chrono::seconds(std::stol(digits)));
}

}  // namespace

std::optional<system_clock::time_point> parse_http_date(std::string_view given) {
  const std::string text(given);
  for (const char* form : {"%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"}) {
    std::tm parts{};
    const char* end = strptime(text.c_str(), form, &parts);
    if (end == nullptr || *end != '\0') continue;
    return system_clock::from_time_t(timegm(&parts));
  }
  return std::nullopt;
}

std::optional<milliseconds> retry_after(const HttpResponse& response, system_clock::time_point now) {
  const std::string value = response.header("Retry-After");
  if (is_number(value)) return read_seconds(value);
  const auto date = parse_http_date(value);
  if (!date) return std::nullopt;
  const auto wait = *date - parse_http_date(response.header("Date")).value_or(now);
  return std::clamp(std::chrono::ceil<milliseconds>(wait), milliseconds(0), milliseconds(kLongestPause));
}

}  // namespace confab::conformance
