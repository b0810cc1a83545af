#include "runner/replay.hpp"

#include "checks/recording.hpp"
#include "checks/toy_vendor.hpp"
#include "framework/catch.hpp"

using namespace confab;
using namespace confab::conformance;

namespace {

const spec::StreamSpec& stream() {
  static const spec::Vendor made = toy::vendor();
  return *made.stream("events");
}

std::vector<Frame> frames(const std::string& bytes) {
  return decode_recording(stream(), bytes).frames;
}

const std::vector<Frame> kRun = frames(toy::run());

std::vector<Frame> from(std::size_t first, std::size_t last = 6) {
  return {kRun.begin() + static_cast<std::ptrdiff_t>(first), kRun.begin() + static_cast<std::ptrdiff_t>(last)};
}

std::string told(std::size_t seen, const std::vector<Frame>& came, Reading reading = Reading::over) {
  const auto difference = replay_difference(stream(), kRun, seen, came, reading, "the stream ended");
  return difference ? difference->actual : "";
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("After every frame exactly the rest is right") {
  for (std::size_t seen = 1; seen <= kRun.size(); ++seen) CHECK(told(seen, from(seen)).empty());
}

TEST_CASE("While the reading goes on nothing is missing yet") {
  CHECK(told(2, from(2, 4), Reading::goes_on).empty());
  CHECK(told(2, from(2, 4)) == "2 of them came: the stream ended");
}

TEST_CASE("The known bugs are told apart") {
  CHECK(has(told(3, kRun), "the whole history comes again"));
  CHECK(has(told(3, from(2)), "the last frame seen comes again: off by one"));
  CHECK(has(told(4, from(2)), "a frame that was there before comes again"));
  CHECK(has(told(2, from(3)), "frame 2 is left out"));
  CHECK(has(told(2, from(5)), "frames 2 to 4 are left out"));
  CHECK(has(told(2, frames(toy::frame(70, "SAY"))), "which is no frame of this run"));
  CHECK(told(2, {}) == "0 of them came: the stream ended");
}

TEST_CASE("A gap and a repetition in the middle are found as well") {
  auto gap = from(2);
  gap.erase(gap.begin() + 1);
  CHECK(has(told(2, gap), "frame 3 is left out"));
  auto twice = from(2);
  twice.insert(twice.begin() + 1, twice[0]);
  CHECK(has(told(2, twice), "frame 2 of the run: a frame that was there before comes again"));
}

TEST_CASE("The same id must name the same frame") {
  auto other = from(2);
  other[0].payload.value()["data"]["delta"] = "Goodbye, ";
  CHECK(has(told(2, other), "another payload"));
  other = from(2);
  other[0].name = "TOOL";
  CHECK(has(told(2, other), "another name"));
}

TEST_CASE("A frame of the run after its last one is a repetition; a foreign one is left to who knows the conversation") {
  auto twice = from(4);
  twice.push_back(kRun[5]);
  CHECK(has(told(4, twice), "frame 5 of the run"));
  auto more = from(4);
  more.push_back(frames(toy::frame(99, "START"))[0]);
  CHECK(told(4, more).empty());
  CHECK(first_surplus(stream(), kRun, 4, more) == 2u);
  CHECK_FALSE(first_surplus(stream(), kRun, 4, from(4)));
}

TEST_CASE("A contract that resumes with the frame itself expects that one first") {
  spec::StreamSpec inclusive = stream();
  inclusive.replay->after = false;
  CHECK_FALSE(replay_difference(inclusive, kRun, 3, from(2), Reading::over, ""));
  CHECK(replay_difference(inclusive, kRun, 3, from(3), Reading::over, ""));
}

TEST_CASE("Cuts come after each frame with an id") {
  auto some = kRun;
  some[1].has_id = false;
  some[1].payload.value().erase("n");
  CHECK(choose_cuts(stream(), some, std::nullopt) == std::vector<std::size_t>{1, 3, 4, 5, 6});
  CHECK(choose_cuts(stream(), some, std::vector<int>{0, 1, 2, 6, 7}) == std::vector<std::size_t>{1, 6});
}

TEST_CASE("A long stream is cut at both ends and evenly between") {
  std::vector<Frame> many(1000, kRun[2]);
  const auto cuts = choose_cuts(stream(), many, std::nullopt);
  CHECK(cuts.size() == kMostCuts);
  CHECK(cuts.front() == 1);
  CHECK(cuts[15] == 16);
  CHECK(cuts.back() == 1000);
  CHECK(cuts[cuts.size() - 16] == 985);
  CHECK(std::is_sorted(cuts.begin(), cuts.end()));
  CHECK(choose_cuts(stream(), std::vector<Frame>(64, kRun[2]), std::nullopt).size() == 64);
  CHECK(choose_cuts(stream(), std::vector<Frame>(65, kRun[2]), std::nullopt).size() <= 64);
}
