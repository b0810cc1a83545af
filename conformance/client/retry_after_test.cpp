#include "client/retry_after.hpp"

#include "framework/catch.hpp"

namespace confab::conformance {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::system_clock;

const auto kNow = system_clock::from_time_t(784'111'777);  // Sun, 06 Nov 1994 08:49:37 GMT

std::optional<milliseconds> asked(const std::string& value, const std::string& date = {}) {
  HttpResponse response;
  response.headers = {{"Content-Type", "x"}, {"retry-after", value}};
  if (!date.empty()) response.headers.emplace_back("Date", date);
  return retry_after(response, kNow);
}

TEST_CASE("Retry-After counts whole seconds, and very many are no overflow", "[retry_after]") {
  CHECK(asked("0") == seconds(0));
  CHECK(asked("17") == seconds(17));
  CHECK(asked("99999999999999999999") == std::chrono::hours(24 * 365));
  CHECK_FALSE(asked("1.5"));
  CHECK_FALSE(asked("-1"));
  CHECK_FALSE(asked("soon"));
  CHECK_FALSE(asked(""));
  CHECK_FALSE(retry_after(HttpResponse(), kNow));
}

TEST_CASE("Retry-After may be a date in each of the three forms", "[retry_after]") {
  for (const char* form : {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"})
    CHECK(parse_http_date(form) == kNow);
  CHECK(asked("Sun, 06 Nov 1994 08:49:40 GMT") == seconds(3));
  CHECK(asked("Sun, 06 Nov 1994 08:49:30 GMT") == seconds(0));  // gone by
  CHECK_FALSE(asked("Sun, 06 Nov 1994"));
  CHECK_FALSE(asked("Sun, 06 Nov 1994 08:49:37 GMT!"));
}

TEST_CASE("A date is counted from the server's own clock where it tells it", "[retry_after]") {
  CHECK(asked("Sun, 06 Nov 1994 09:00:05 GMT", "Sun, 06 Nov 1994 09:00:00 GMT") == seconds(5));
  CHECK(asked("Sun, 06 Nov 1994 08:49:40 GMT", "no date") == seconds(3));
}

}  // namespace
}  // namespace confab::conformance
