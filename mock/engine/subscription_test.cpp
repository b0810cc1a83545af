#include "engine/subscription.hpp"

#include "engine/engine.hpp"
#include "engine/engine_fixture.hpp"
#include "framework/catch.hpp"

using namespace confab;
using namespace confab::mock;
using namespace std::chrono_literals;
using test::finished;
using test::hears;
using test::House;
using test::read;
using test::say;
using Frames = std::vector<std::string>;

namespace {

House paced() {
  return House({hears("slow", {say("abcd", 4, 10)}), hears("fast", {say("x")}), hears("forever", {scenarios::Wait{}})});
}

std::shared_ptr<FrameSource> replay(House& house, const std::string& id, std::int64_t after) {
  return *house.engine->replay(1, id, after);
}
std::shared_ptr<FrameSource> follow(House& house, const std::string& id) {
  return *house.engine->follow(1, id);
}

Frames whole_run(const std::string& prompt) {
  House house = paced();
  const std::string id = house.open();
  (void)house.engine->send(1, id, prompt);
  house.scheduler.advance(1s);
  return read(*follow(house, id));
}

}  // namespace

TEST_CASE("replay after any frame gives exactly the rest, while the run is live and after its end") {
  const Frames whole = whole_run("slow");
  REQUIRE(whole.size() == 8);
  for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
    const std::int64_t after = cut == 0 ? 0 : std::stoll(whole[cut - 1]);
    const Frames rest(whole.begin() + static_cast<std::ptrdiff_t>(cut), whole.end());
    for (int elapsed = 0; elapsed <= 40; elapsed += 10) {
      House house = paced();
      const std::string id = house.open();
      (void)house.engine->send(1, id, "slow");
      house.scheduler.advance(std::chrono::milliseconds(elapsed));
      if (elapsed < 30 && std::stoll(read(*replay(house, id, 0)).back()) < after) continue;  // not yet there to be seen
      const auto stream = replay(house, id, after);
      Frames seen = read(*stream, 2);
      house.scheduler.advance(1s);
      for (auto& frame : read(*stream, 2)) seen.push_back(frame);
      CHECK(seen == rest);
      CHECK(finished(*stream));
    }
  }
}

TEST_CASE("replay goes over all runs and ends with the last one") {
  House house = paced();
  const std::string id = house.open();
  (void)house.engine->send(1, id, "fast");
  (void)house.engine->send(1, id, "fast");
  const auto stream = replay(house, id, 5);
  CHECK(read(*stream, 1) ==
        Frames{"6:delta:x", "7:)text", "8:finish", "12:begin", "13:text(", "14:delta:x", "15:)text", "16:finish"});
  CHECK(finished(*stream));
}

TEST_CASE("a replay that meets an active run stays for its end, not longer") {
  House house = paced();
  const std::string id = house.open();
  (void)house.engine->send(1, id, "fast");
  (void)house.engine->send(1, id, "slow");
  const auto stream = replay(house, id, 0);
  house.scheduler.advance(1s);
  (void)house.engine->send(1, id, "fast");
  const Frames seen = read(*stream);
  CHECK(seen.front() == "4:begin");
  CHECK(seen.back() == "19:finish");
  CHECK(finished(*stream));
}

TEST_CASE("resume ids at and below zero give everything, those beyond the end give nothing old") {
  House house = paced();
  const std::string id = house.open();
  (void)house.engine->send(1, id, "fast");
  for (const std::int64_t after : {std::int64_t{0}, std::int64_t{-1}, INT64_MIN, std::int64_t{3}})
    CHECK(read(*replay(house, id, after)).size() == 5);
  for (const std::int64_t after : {std::int64_t{8}, std::int64_t{9}, INT64_MAX}) {
    const auto stream = replay(house, id, after);
    CHECK(read(*stream).empty());
    CHECK(finished(*stream));
  }
  (void)house.engine->send(1, id, "slow");
  const auto live = replay(house, id, INT64_MAX);
  CHECK(read(*live).empty());
  house.scheduler.advance(10ms);
  CHECK(read(*live) == Frames{"15:delta:b"});
}

TEST_CASE("a replay of a conversation that never had a run waits for one") {
  House house = paced();
  const std::string id = house.open();
  const auto stream = replay(house, id, 0);
  CHECK_FALSE(finished(*stream));
  (void)house.engine->send(1, id, "fast");
  CHECK(read(*stream).size() == 5);
  CHECK(finished(*stream));
}

TEST_CASE("a client that opens its stream after a fast run still sees it, once") {
  House house = paced();
  const std::string id = house.open();
  (void)house.engine->send(1, id, "fast");
  CHECK(read(*follow(house, id)).size() == 5);
  const auto next = follow(house, id);
  CHECK(read(*next).empty());
  CHECK_FALSE(finished(*next));
  (void)house.engine->send(1, id, "fast");
  CHECK(read(*next) == Frames{"12:begin", "13:text(", "14:delta:x", "15:)text", "16:finish"});
  CHECK(finished(*next));
}

TEST_CASE("a reader that left before the end has not seen the run") {
  House house = paced();
  const std::string id = house.open();
  (void)house.engine->send(1, id, "fast");
  CHECK(follow(house, id)->take(4).frames.size() == 4);
  CHECK(read(*follow(house, id)).size() == 5);
}

TEST_CASE("none of the earlier runs is shown without a resume id") {
  House house = paced();
  const std::string id = house.open();
  (void)house.engine->send(1, id, "fast");
  (void)house.engine->send(1, id, "slow");
  CHECK(read(*follow(house, id)).front() == "12:begin");
}

TEST_CASE("a stream opened before the message shows the run from its start") {
  House house = paced();
  const std::string id = house.open();
  const auto stream = follow(house, id);
  CHECK(read(*stream).empty());
  (void)house.engine->send(1, id, "fast");
  CHECK(read(*stream).front() == "4:begin");
}

TEST_CASE("several readers at different speeds see the same frames, and the same bytes") {
  House house = paced();
  const std::string id = house.open();
  (void)house.engine->send(1, id, "slow");
  const auto one = follow(house, id);
  const auto other = follow(house, id);
  const Bytes frame = one->take(1).frames.at(0);
  CHECK(other->take(1).frames.at(0) == frame);
  Frames quick = read(*one);
  house.scheduler.advance(1s);
  for (auto& each : read(*one)) quick.push_back(each);
  CHECK(read(*other, 1) == quick);
}

TEST_CASE("a reader is woken once a quiet spell, and not while it has something to read") {
  House house = paced();
  const std::string id = house.open();
  const auto stream = follow(house, id);
  int wakes = 0;
  stream->on_ready([&] { ++wakes; });
  CHECK(wakes == 0);
  (void)house.engine->send(1, id, "slow");
  CHECK(wakes == 1);
  house.scheduler.advance(20ms);
  CHECK(wakes == 1);
  (void)read(*stream);
  CHECK(wakes == 1);
  house.scheduler.advance(10ms);
  CHECK(wakes == 2);
}

TEST_CASE("a reader that registers when there is something already is woken at once") {
  House house = paced();
  const std::string id = house.open();
  (void)house.engine->send(1, id, "fast");
  int wakes = 0;
  const auto stream = follow(house, id);
  stream->on_ready([&] { ++wakes; });
  CHECK(wakes == 1);
}

TEST_CASE("a reader that unsubscribed or went away is not woken") {
  House house = paced();
  const std::string id = house.open();
  int wakes = 0;
  const auto stays = follow(house, id);
  stays->on_ready([&] { ++wakes; });
  stays->on_ready({});
  auto leaves = follow(house, id);
  leaves->on_ready([&] { ++wakes; });
  leaves.reset();
  (void)house.engine->send(1, id, "fast");
  CHECK(wakes == 0);
  CHECK(read(*stays).size() == 5);
}

TEST_CASE("a wake may read, and a reader that owns itself may go away in it") {
  House house = paced();
  const std::string id = house.open();
  Frames seen;
  auto stream = follow(house, id);
  auto* borrowed = stream.get();
  borrowed->on_ready([&seen, own = std::move(stream)]() mutable {
    seen = read(*own);
    own->on_ready({});
  });
  (void)house.engine->send(1, id, "fast");
  CHECK(seen.size() == 5);
}

TEST_CASE("a stream outlives its engine's other users") {
  std::shared_ptr<FrameSource> stream;
  {
    House house = paced();
    const std::string id = house.open();
    (void)house.engine->send(1, id, "fast");
    stream = follow(house, id);
  }
  CHECK(read(*stream).size() == 5);
}
