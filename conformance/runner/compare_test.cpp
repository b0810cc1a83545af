#include "runner/compare.hpp"

#include <fmt/format.h>

#include "checks/recording.hpp"
#include "checks/toy_vendor.hpp"
#include "framework/catch.hpp"
#include "runner/incremental.hpp"
#include "runner/stream_text.hpp"

using namespace confab;
using namespace confab::conformance;
using source::Json;

namespace {

const spec::StreamSpec& stream() {
  static const spec::Vendor made = toy::vendor();
  return *made.stream("events");
}

const std::vector<Frame> kRun = decode_recording(stream(), toy::run()).frames;

/// The run as it would be stored, `step` milliseconds between two events.
std::vector<StoredEvent> stored(int step = 0) {
  std::vector<StoredEvent> events;
  for (const Frame& frame : kRun) {
    const int at = step * static_cast<int>(events.size());
    events.push_back({frame.id, frame.name, 0, frame.payload->at("data"),
                      fmt::format("2024-01-01T00:00:{:02}.{:03}Z", at / 1000, at % 1000)});
  }
  return events;
}

std::string told(const std::vector<StoredEvent>& events) {
  const auto difference = compare_stored(stream(), kRun, events);
  return difference ? difference->actual : "";
}

}  // namespace

TEST_CASE("Stored events equal the streamed ones, whatever stands before and after") {
  auto events = stored();
  events.insert(events.begin(), {"0", "OVER", 5, Json::object(), ""});
  events.push_back({"7", "START", 1, Json::object(), ""});
  CHECK(told(events).empty());
}

TEST_CASE("A missing, added, changed or reordered stored event is named") {
  auto events = stored();
  events.erase(events.begin() + 2);
  CHECK(told(events) == "stored there is SAY (id 4)");
  events = stored();
  events.pop_back();
  CHECK(told(events) == "it is not among the 5 stored events");
  events = stored();
  events[2].data["delta"] = "Bye";
  CHECK(told(events).find("SAY (id 3) with other data") != std::string::npos);
  events = stored();
  std::swap(events[2], events[3]);
  CHECK_FALSE(told(events).empty());
  CHECK(told({}) == "it is not among the 0 stored events");
}

TEST_CASE("Two readers see the same, or the first difference is told") {
  CHECK_FALSE(compare_frames(stream(), kRun, kRun));
  CHECK(compare_frames(stream(), kRun, std::span(kRun).first(5))->actual ==
        "5 frames; only one of the two has frame 5 (OVER, id 6)");
  CHECK(compare_frames(stream(), kRun, std::span(kRun).subspan(1))->actual == "frame 0 (SAY_BEGIN, id 2): another id");
}

TEST_CASE("The text is put together by message, in order, however it is cut") {
  CHECK(assembled_text(streamed_messages(stream(), kRun)) == "Hello, you.");
  auto events = stored();
  events[2].data["delta"] = "Hello, you.";
  events.erase(events.begin() + 3);
  CHECK_FALSE(compare_text(stream(), kRun, events));
  events[2].data["delta"] = "Hello, yöu.";
  CHECK(compare_text(stream(), kRun, events)->actual.find("12 bytes, from byte 8") == 0);
  events.erase(events.begin() + 1, events.begin() + 4);
  CHECK(compare_text(stream(), kRun, events)->actual == "no stored event belongs to it");
}

TEST_CASE("Two messages are two lines") {
  const Messages both = {{"a", "one"}, {"b", "two"}};
  CHECK(assembled_text(both) == "one\ntwo");
}

TEST_CASE("Frames that arrive apart are incremental, whatever is known of the run") {
  auto frames = kRun;
  for (std::size_t i = 0; i < frames.size(); ++i) frames[i].at = std::chrono::milliseconds(40 * i);
  const Outcome outcome = judge_incremental(frames, std::nullopt);
  CHECK(outcome.holds);
  CHECK(outcome.unsaid.empty());
}

TEST_CASE("Frames that come all at once are a breach only of a run that took time") {
  CHECK_FALSE(judge_incremental(kRun, std::nullopt).unsaid.empty());
  const Outcome outcome = judge_incremental(kRun, Duration{std::chrono::milliseconds(600), "because"});
  CHECK_FALSE(outcome.holds);
  CHECK(outcome.actual == "all 6 frames arrived within 0 ms");
  CHECK_FALSE(
      judge_incremental(std::span(kRun).first(1), Duration{std::chrono::milliseconds(600), "because"}).unsaid.empty());
}

TEST_CASE("How long a run took is told by its stored events, or by the script") {
  CHECK(stored_spread(stream(), kRun, stored(150))->count() == 750);
  CHECK_FALSE(stored_spread(stream(), kRun, {}));
  std::vector<scenarios::Reaction> agent(2);
  agent[0].actions = {scenarios::Say{"a", 1, 5, std::chrono::milliseconds(20)},
                      scenarios::Wait{std::chrono::milliseconds(30)}, scenarios::Wait{}};
  CHECK(scripted_pauses(agent).count() == 110);
}
