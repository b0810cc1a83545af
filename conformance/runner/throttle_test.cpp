#include "runner/throttle.hpp"

#include <algorithm>
#include <vector>

#include "framework/catch.hpp"

namespace confab::conformance {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using Moment = Throttle::Moment;

const Moment kStart{std::chrono::hours(1)};

Limits at_most(double per_second) {
  Limits limits;
  limits.requests_per_second = per_second;
  return limits;
}

HttpResponse refusal(const std::string& retry_after = {}) {
  HttpResponse response;
  response.status = 429;
  if (!retry_after.empty()) response.headers = {{"Retry-After", retry_after}};
  return response;
}

// Milliseconds from the start.
std::int64_t after(Moment moment) {
  return std::chrono::duration_cast<milliseconds>(moment - kStart).count();
}

TEST_CASE("Without a rate every request may go at once", "[throttle]") {
  Throttle throttle{Limits()};
  for (int i = 0; i < 100; ++i) CHECK(throttle.reserve(1, kStart) == kStart);
  CHECK(throttle.reserve(50, kStart) == kStart);
}

TEST_CASE("Requests are spread evenly, and idle time is not saved up by single ones", "[throttle]") {
  Throttle throttle(at_most(4));
  CHECK(after(throttle.reserve(1, kStart)) == 0);
  CHECK(after(throttle.reserve(1, kStart)) == 250);
  CHECK(after(throttle.reserve(1, kStart)) == 500);
  CHECK(after(throttle.reserve(1, kStart + seconds(9))) == 9000);
  CHECK(after(throttle.reserve(1, kStart + seconds(9))) == 9250);
}

TEST_CASE("Around several requests at once there is the time for them", "[throttle]") {
  Throttle throttle(at_most(4));
  CHECK(after(throttle.reserve(1, kStart)) == 0);
  CHECK(after(throttle.reserve(3, kStart)) == 750);  // one due at 250, and two intervals more
  CHECK(after(throttle.reserve(1, kStart)) == 1500);
}

TEST_CASE("No window of a second holds more requests than the rate, and one", "[throttle]") {
  Throttle throttle(at_most(5));
  std::vector<Moment> sent;
  for (const std::size_t together : {1, 1, 4, 1, 5, 1, 1, 2, 1, 1, 1, 3, 1})
    sent.insert(sent.end(), together, throttle.reserve(together, kStart));
  for (const Moment from : sent) {
    const auto inside = [&](Moment moment) { return moment >= from && moment < from + seconds(1); };
    CHECK(std::count_if(sent.begin(), sent.end(), inside) <= 6);
  }
}

TEST_CASE("A refusal pauses every request for as long as it says", "[throttle]") {
  Throttle throttle{Limits()};
  Refusals refusals;
  CHECK(after(throttle.pause_after(refusal("3"), refusals, kStart).value()) == 3000);
  CHECK(after(throttle.reserve(1, kStart + seconds(1))) == 3000);
  CHECK(after(throttle.reserve(1, kStart + seconds(4))) == 4000);
  CHECK(throttle.tally().refusals == 1);
  CHECK(throttle.tally().waited_ms == Approx(3000));
}

TEST_CASE("Pauses that overlap are counted once", "[throttle]") {
  Throttle throttle{Limits()};
  Refusals one, other;
  CHECK(throttle.pause_after(refusal("2"), one, kStart));
  CHECK(throttle.pause_after(refusal("2"), other, kStart + seconds(1)));
  CHECK(throttle.tally().refusals == 2);
  CHECK(throttle.tally().waited_ms == Approx(3000));
}

TEST_CASE("Without Retry-After the pauses grow, and with none asked for they are not empty", "[throttle]") {
  Throttle throttle{Limits()};
  Refusals refusals;
  std::vector<std::int64_t> pauses;
  for (int i = 0; i < 3; ++i) pauses.push_back(after(throttle.pause_after(refusal(), refusals, kStart).value()));
  CHECK(pauses == std::vector<std::int64_t>{1000, 2000, 4000});
  Refusals at_once;
  CHECK(after(throttle.pause_after(refusal("0"), at_once, kStart).value()) == 100);
}

TEST_CASE("A refusal that never says when to come back is an answer after seven seconds, and others are still waited for",
          "[throttle]") {
  Throttle throttle{Limits()};
  Refusals refusals, other;
  CHECK(throttle.pause_after(refusal(), refusals, kStart));
  CHECK_FALSE(throttle.pause_after(refusal(), refusals, kStart + seconds(7)));
  CHECK(throttle.pause_after(refusal("1"), other, kStart + seconds(8)));
}

TEST_CASE("Repetitions end with the time for them; then others are not waited for, until one goes through", "[throttle]") {
  Limits limits;
  limits.retry_timeout = seconds(10);
  Throttle throttle(limits);
  Refusals refusals, other;
  CHECK(after(throttle.pause_after(refusal("4"), refusals, kStart).value()) == 4000);
  CHECK(after(throttle.pause_after(refusal("3600"), refusals, kStart + seconds(4)).value()) == 10'000);
  CHECK_FALSE(throttle.pause_after(refusal("1"), refusals, kStart + seconds(10)));
  CHECK_FALSE(throttle.pause_after(refusal("1"), other, kStart + seconds(11)));
  throttle.note_answer();
  CHECK(throttle.pause_after(refusal("1"), other, kStart + seconds(12)));
  CHECK(throttle.tally().refusals == 3);
}

}  // namespace
}  // namespace confab::conformance
