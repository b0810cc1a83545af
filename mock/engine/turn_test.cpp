#include "engine/turn.hpp"

#include <thread>

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

House house_of_turns() {
  return House({hears("fast", {say("<$message>")}), hears("slow", {say("ab", 2, 10)}), hears("forever", {scenarios::Wait{}}),
                hears("broken", {scenarios::Fail{"oops"}})});
}

Turn queued(std::string text) {
  return {.text = std::move(text), .queue = true};
}

StartedRun send(House& house, const std::string& id, Turn turn) {
  const auto run = house.engine->send(1, id, std::move(turn));
  REQUIRE(run);
  return *run;
}

Frames logged(House& house, const std::string& id) {
  return *house.engine->visit(1, id, [](const Conversation& conversation) {
    Frames lines;
    for (const Entry& entry : conversation.log) {
      if (entry.kind == Kind::text_delta) lines.push_back((entry.role == Role::user ? "user " : "agent ") + entry.text);
      if (is_terminal(entry.kind)) lines.push_back(test::word(entry.kind));
    }
    return lines;
  });
}

}  // namespace

TEST_CASE("a turn is logged in one wording and heard in another") {
  House house = house_of_turns();
  const std::string id = house.open();
  send(house, id, {.text = "masked", .heard = "fast"});
  CHECK(logged(house, id) == Frames{"user masked", "agent <fast>", "finish"});
}

TEST_CASE("a turn's own script is played instead of what the prompt book knows") {
  House house = house_of_turns();
  const std::string id = house.open();
  auto script = std::make_shared<scenarios::Reaction>();
  script->actions.emplace_back(say("No: $message"));
  send(house, id, {.text = "forever", .script = script});
  CHECK(logged(house, id) == Frames{"user forever", "agent No: forever", "finish"});
}

TEST_CASE("a silent turn logs no user message") {
  House house = house_of_turns();
  const std::string id = house.open();
  const StartedRun run = send(house, id, {.text = "fast", .silent = true});
  CHECK(logged(house, id) == Frames{"agent <fast>", "finish"});
  CHECK(read(**house.engine->watch(1, id, run)).front() == "1:begin");
}

TEST_CASE("what a vendor gives along is there in every entry of its run, and gone with the run") {
  Frames seen;
  Dialect dialect = test::plain_dialect();
  dialect.frame = [&seen](Conversation& conversation, const Entry& entry) {
    seen.push_back(conversation.run->turn.more.at("mode").get<std::string>());
    return test::plain_frame(conversation, entry);
  };
  House house({hears("fast", {say("x")})}, 1, 7, dialect);
  const std::string id = house.open();
  send(house, id, {.text = "fast", .more = {{"mode", "edit"}}});
  CHECK(seen == Frames(8, "edit"));
  CHECK(*house.engine->visit(1, id, [](const Conversation& conversation) { return !conversation.run; }));
}

TEST_CASE("queued turns play one after another, in the order they were sent") {
  House house = house_of_turns();
  const std::string id = house.open();
  CHECK(send(house, id, {.text = "slow"}).number == 1);
  CHECK(send(house, id, queued("fast")).number == 2);
  CHECK(send(house, id, queued("slow")).number == 3);
  CHECK(send(house, id, queued("broken")).number == 4);
  CHECK(house.engine->send(1, id, "fast").error() == Denied::run_active);
  CHECK(logged(house, id) == Frames{"user slow", "agent a"});
  house.scheduler.advance(10ms);
  CHECK(logged(house, id) ==
        Frames{"user slow", "agent a", "agent b", "finish", "user fast", "agent <fast>", "finish", "user slow", "agent a"});
  house.scheduler.advance(10ms);
  const Frames all = logged(house, id);
  CHECK(Frames(all.end() - 3, all.end()) == Frames{"finish", "user broken", "fail"});
  CHECK(send(house, id, queued("fast")).number == 5);
}

TEST_CASE("a cancellation lets the next turn play") {
  House house = house_of_turns();
  const std::string id = house.open();
  send(house, id, {.text = "forever"});
  send(house, id, queued("fast"));
  REQUIRE(house.engine->cancel(1, id));
  CHECK(logged(house, id) == Frames{"user forever", "cancel", "user fast", "agent <fast>", "finish"});
  CHECK(house.engine->cancel(1, id).error() == Denied::no_run);
}

TEST_CASE("the queue behind an endless run is bounded") {
  House house = house_of_turns();
  const std::string id = house.open();
  send(house, id, {.text = "forever"});
  for (std::size_t i = 0; i < Engine::kMostWaiting; ++i) send(house, id, queued("fast"));
  CHECK(house.engine->send(1, id, queued("fast")).error() == Denied::run_active);
}

TEST_CASE("a turn may depend on what the conversation is when it is sent") {
  House house = house_of_turns();
  const std::string id = house.open();
  const Engine::Decide once = [](const Conversation& conversation) -> std::optional<Turn> {
    if (!conversation.log.empty()) return std::nullopt;
    return Turn{.text = "fast"};
  };
  CHECK(house.engine->send(1, id, once));
  CHECK(house.engine->send(1, id, once).error() == Denied::declined);
  CHECK(house.engine->send(2, id, once).error() == Denied::no_such_conversation);
  CHECK(logged(house, id) == Frames{"user fast", "agent <fast>", "finish"});
}

TEST_CASE("a watcher sees one run and nothing else, whether it is over, plays or waits") {
  House house = house_of_turns();
  const std::string id = house.open();
  const StartedRun first = send(house, id, {.text = "fast"});
  const StartedRun second = send(house, id, {.text = "slow"});
  const StartedRun third = send(house, id, queued("broken"));
  send(house, id, queued("fast"));
  const auto over = *house.engine->watch(1, id, first);
  const auto live = *house.engine->watch(1, id, second);
  const auto waits = *house.engine->watch(1, id, third);
  CHECK(read(*over) == Frames{"4:begin", "5:text(", "6:delta:<fast>", "7:)text", "8:finish"});
  CHECK(finished(*over));
  CHECK(read(*live) == Frames{"12:begin", "13:text(", "14:delta:a"});
  CHECK_FALSE(finished(*live));
  CHECK(read(*waits).empty());
  CHECK_FALSE(finished(*waits));
  int wakes = 0;
  waits->on_ready([&wakes] { ++wakes; });
  house.scheduler.advance(10ms);
  CHECK(wakes == 1);
  CHECK(read(*live) == Frames{"15:delta:b", "16:)text", "17:finish"});
  CHECK(finished(*live));
  CHECK(read(*waits, 1) == Frames{"21:begin", "22:fail:oops"});
  CHECK(finished(*waits));
  CHECK(read(**house.engine->watch(1, id, second)).size() == 6);
  CHECK(house.engine->watch(2, id, first).error() == Denied::no_such_conversation);
}

TEST_CASE("a watcher's end may be an entry without a frame") {
  Dialect dialect = test::plain_dialect();
  dialect.frame = [](const Conversation& conversation, const Entry& entry) {
    return is_terminal(entry.kind) ? nullptr : test::plain_frame(conversation, entry);
  };
  House house({hears("slow", {say("ab", 2, 10)})}, 1, 7, dialect);
  const std::string id = house.open();
  const StartedRun run = send(house, id, {.text = "slow"});
  const auto watcher = *house.engine->watch(1, id, run);
  const auto follower = *house.engine->follow(1, id);
  CHECK(read(*watcher).size() == 3);
  CHECK(read(*follower).size() == 3);
  house.scheduler.advance(10ms);
  CHECK(read(*watcher) == Frames{"7:delta:b", "8:)text"});
  CHECK(finished(*watcher));
  CHECK(read(*follower).size() == 2);
  CHECK(finished(*follower));
  const auto late = *house.engine->watch(1, id, run);
  CHECK(late->take(100).finished);
}

TEST_CASE("only the end is left to a reader that registers: it is woken at once") {
  Dialect dialect = test::plain_dialect();
  dialect.frame = [](const Conversation&, const Entry&) { return nullptr; };
  House house({hears("fast", {say("x")})}, 1, 7, dialect);
  const std::string id = house.open();
  const auto watcher = *house.engine->watch(1, id, send(house, id, {.text = "fast"}));
  bool woken = false;
  watcher->on_ready([&woken] { woken = true; });
  CHECK(woken);
  CHECK(finished(*watcher));
}

TEST_CASE("watchers of erased, reset and stopped runs are woken and end without a terminal") {
  const int way = GENERATE(0, 1, 2);
  House house = house_of_turns();
  const std::string id = house.open();
  const StartedRun active = send(house, id, {.text = "slow"});
  const StartedRun waiting = send(house, id, queued("fast"));
  const auto live = *house.engine->watch(1, id, active);
  const auto waits = *house.engine->watch(1, id, waiting);
  (void)read(*live);
  (void)read(*waits);
  int wakes = 0;
  live->on_ready([&wakes] { ++wakes; });
  waits->on_ready([&wakes] { ++wakes; });
  if (way == 0) CHECK(house.engine->erase(1, id));
  if (way == 1) house.engine->reset();
  if (way == 2) house.engine->stop();
  CHECK(wakes == 2);
  house.scheduler.advance(1s);
  CHECK(read(*live).empty());
  CHECK(finished(*live));
  CHECK(finished(*waits));
}

TEST_CASE("turns queued from several threads all play, one at a time") {
  House house = house_of_turns();
  const std::string id = house.open();
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] { (void)house.engine->send(1, id, queued("slow")); });
  }
  for (std::thread& thread : threads) thread.join();
  house.scheduler.advance(1s);
  Frames expected;
  for (int i = 0; i < 8; ++i) expected.insert(expected.end(), {"user slow", "agent a", "agent b", "finish"});
  CHECK(logged(house, id) == expected);
}

TEST_CASE("cancelling one run leaves the others alone, and one that waits ends as soon as it has begun") {
  House house = house_of_turns();
  const std::string id = house.open();
  const StartedRun endless = send(house, id, queued("forever"));
  const StartedRun left = send(house, id, queued("forever"));
  const StartedRun last = send(house, id, queued("fast"));
  const auto lines = house.engine->watch(1, id, left);
  CHECK(house.engine->cancel(1, id, left));
  CHECK(read(**lines).empty());
  CHECK(house.engine->cancel(1, id, endless));
  CHECK(logged(house, id) ==
        Frames{"user forever", "cancel", "user forever", "cancel", "user fast", "agent <fast>", "finish"});
  CHECK(finished(**lines));
  CHECK(house.engine->cancel(1, id, last).error() == Denied::no_run);
  CHECK(house.engine->cancel(1, "nowhere", last).error() == Denied::no_such_conversation);
}
