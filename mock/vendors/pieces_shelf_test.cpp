#include "vendors/pieces_shelf.hpp"

#include <set>
#include <thread>

#include "framework/catch.hpp"

using namespace confab;
using namespace confab::mock;
using pieces::Shelf;
using source::Json;

namespace {

/// The entries of all messages that are there, in order.
Json entries(FrameSource& stream) {
  Json seen = Json::array();
  for (;;) {
    const FrameSource::Batch batch = stream.take(7);
    for (const Bytes& frame : batch.frames) {
      const Json message = Json::parse(*frame);
      for (const Json& entry : message["iterable"]) seen.push_back(entry);
    }
    if (batch.finished || batch.frames.empty()) return seen;
  }
}

Json created(const std::string& id) {
  return {{"conversation", {{"id", id}}}};
}
Json deleted(const std::string& id) {
  return {{"conversation", {{"id", id}}}, {"deleted", true}};
}

}  // namespace

TEST_CASE("pieces: a reader is told what there is, then each change in order") {
  Shelf shelf(std::make_shared<SteppedClock>(), 1);
  const std::string one = shelf.create(nullptr).id;
  const std::string two = shelf.create(nullptr).id;
  CHECK(shelf.erase(one));
  const auto stream = shelf.follow();
  const std::string three = shelf.create(nullptr).id;
  CHECK(shelf.erase(two));
  CHECK_FALSE(shelf.erase(two));
  CHECK(entries(*stream) == Json::array({created(two), created(three), deleted(two)}));
}

TEST_CASE("pieces: the first message comes even when there is nothing to name") {
  Shelf shelf(std::make_shared<SteppedClock>(), 1);
  const FrameSource::Batch batch = shelf.follow()->take(5);
  REQUIRE(batch.frames.size() == 1);
  CHECK(*batch.frames[0] == R"({"iterable":[]})");
  CHECK_FALSE(batch.finished);
}

TEST_CASE("pieces: the snapshots keep the order of creation and index it") {
  Shelf shelf(std::make_shared<SteppedClock>(), 1);
  const Json seed =
      Json::parse(R"({"type": "COPILOT", "messages": [{"role": "USER", "fragment": {"string": {"raw": "x"}}}]})");
  const std::string one = shelf.create(seed).id;
  const std::string two = shelf.create(nullptr).id;
  const Json whole = Json::parse(shelf.snapshot(true));
  CHECK(whole["indices"] == Json({{one, 0}, {two, 1}}));
  CHECK(whole["iterable"][0]["messages"]["iterable"][0]["reference"].contains("fragment"));
  const Json light = Json::parse(shelf.snapshot(false));
  CHECK_FALSE(light["iterable"][0]["messages"]["iterable"][0]["reference"].contains("fragment"));
  CHECK(light["iterable"][1] == whole["iterable"][1]);
  CHECK(Json::parse(shelf.identifiers())["iterable"] == Json::array({{{"id", one}}, {{"id", two}}}));
}

TEST_CASE("pieces: a reset ends the streams and starts the identifiers anew, a stop ends later streams too") {
  Shelf shelf(std::make_shared<SteppedClock>(), 1);
  const std::string before = shelf.create(nullptr).id;
  const auto stream = shelf.follow();
  shelf.reset();
  CHECK(entries(*stream) == Json::array({created(before)}));
  CHECK(stream->take(1).finished);
  CHECK(shelf.create(nullptr).id == before);
  shelf.stop();
  const auto late = shelf.follow();
  CHECK(late->take(5).finished);
}

TEST_CASE("pieces: creations from many threads reach readers that open meanwhile, each once") {
  Shelf shelf(std::make_shared<RealClock>(), std::nullopt);
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&] {
      for (int count = 0; count < 50; ++count) (void)shelf.create(nullptr);
    });
  }
  std::vector<std::shared_ptr<FrameSource>> readers;
  for (int count = 0; count < 20; ++count) readers.push_back(shelf.follow());
  for (std::thread& thread : threads) thread.join();
  const Json all = entries(*readers[0]);
  std::set<std::string> ids;
  for (const Json& entry : all) ids.insert(entry["conversation"]["id"]);
  CHECK(all.size() == 200);
  CHECK(ids.size() == 200);
  for (std::size_t at = 1; at < readers.size(); ++at) CHECK(entries(*readers[at]) == all);
}
