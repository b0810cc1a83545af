#include "engine/engine.hpp"

#include <atomic>
#include <set>
#include <thread>

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

scenarios::CallTool asking() {
  scenarios::CallTool call;
  call.tool = "rename";
  call.result = "renamed";
  call.confirm = "Rename?";
  call.rejected = "refused";
  return call;
}

std::vector<scenarios::Scenario> all_kinds() {
  return {hears("fast", {say("hi")}), hears("slow", {say("abc", 3, 100)}), hears("forever", {scenarios::Wait{}}),
          hears("ask", {asking(), say("bye")}), hears("broken", {scenarios::Fail{"oops"}})};
}

std::shared_ptr<FrameSource> follow(House& house, const std::string& id) {
  return *house.engine->follow(1, id);
}

DocumentForm plain_document(const Conversation& conversation) {
  return {
      .opening = "[",
      .item = [](const Entry& entry) { return entry.kind == Kind::text_delta ? "\"" + entry.text + "\"" : std::string{}; },
      .closing = [&conversation] { return "] " + conversation.title; }};
}

}  // namespace

TEST_CASE("a run without pauses is over when send returns") {
  House house(all_kinds());
  const std::string id = house.open();
  const auto run = house.engine->send(1, id, "fast");
  REQUIRE(run);
  CHECK(run->number == 1);
  CHECK(run->trace.size() == 32);
  const auto stream = follow(house, id);
  CHECK(read(*stream) == Frames{"4:begin", "5:text(", "6:delta:hi", "7:)text", "8:finish"});
  CHECK(finished(*stream));
  CHECK(house.scheduler.waiting() == 0);
}

TEST_CASE("the user's message is stored before the run begins and never streamed") {
  House house(all_kinds());
  const std::string id = house.open();
  (void)house.engine->send(1, id, "fast");
  std::vector<std::pair<Kind, Role>> log;
  const auto form = [&log](const Conversation& conversation) {
    for (const Entry& entry : conversation.log) log.emplace_back(entry.kind, entry.role);
    return plain_document(conversation);
  };
  (void)house.engine->document(1, id, form);
  REQUIRE(log.size() == 8);
  CHECK(log[0] == std::pair(Kind::text_started, Role::user));
  CHECK(log[1] == std::pair(Kind::text_delta, Role::user));
  CHECK(log[2] == std::pair(Kind::text_ended, Role::user));
  CHECK(log[3] == std::pair(Kind::run_started, Role::system));
}

TEST_CASE("a paced run shows each chunk at its time") {
  House house(all_kinds());
  const std::string id = house.open();
  (void)house.engine->send(1, id, "slow");
  const auto stream = follow(house, id);
  CHECK(read(*stream) == Frames{"4:begin", "5:text(", "6:delta:a"});
  house.scheduler.advance(99ms);
  CHECK(read(*stream).empty());
  house.scheduler.advance(1ms);
  CHECK(read(*stream) == Frames{"7:delta:b"});
  CHECK_FALSE(finished(*stream));
  house.scheduler.advance(100ms);
  CHECK(read(*stream) == Frames{"8:delta:c", "9:)text", "10:finish"});
  CHECK(finished(*stream));
}

TEST_CASE("pace scales pauses, and none means no timer at all") {
  House twice(all_kinds(), 2);
  const std::string id = twice.open();
  (void)twice.engine->send(1, id, "slow");
  const auto stream = follow(twice, id);
  (void)read(*stream);
  twice.scheduler.advance(199ms);
  CHECK(read(*stream).empty());
  twice.scheduler.advance(1ms);
  CHECK(read(*stream).size() == 1);

  House none(all_kinds(), 0);
  const std::string there = none.open();
  (void)none.engine->send(1, there, "slow");
  CHECK(none.scheduler.waiting() == 0);
  CHECK(read(*follow(none, there)).back() == "10:finish");
}

TEST_CASE("an endless wait ends by cancelling only, whatever the pace") {
  House house(all_kinds(), 0);
  const std::string id = house.open();
  (void)house.engine->send(1, id, "forever");
  house.scheduler.advance(24h);
  CHECK(house.engine->send(1, id, "fast").error() == Denied::run_active);
  CHECK(house.engine->cancel(1, id));
  CHECK(house.engine->send(1, id, "fast"));
}

TEST_CASE("cancelling adds nothing but the cancellation, in every phase") {
  const std::string phase = GENERATE(as<std::string>{}, "slow", "forever", "ask");
  House house(all_kinds());
  const std::string id = house.open();
  (void)house.engine->send(1, id, phase);
  const auto stream = follow(house, id);
  (void)read(*stream);
  REQUIRE(house.engine->cancel(1, id));
  const Frames rest = read(*stream);
  REQUIRE(rest.size() == 1);
  CHECK(rest[0].substr(rest[0].find(':')) == ":cancel");
  CHECK(finished(*stream));
  house.scheduler.advance(1h);
  CHECK(house.engine->cancel(1, id).error() == Denied::no_run);
  CHECK(house.engine->confirm(1, id, true).error() == Denied::nothing_to_confirm);
  CHECK(read(**house.engine->replay(1, id, 0)).back() == rest[0]);
}

TEST_CASE("a timer of a cancelled run does not touch the next one") {
  House house(all_kinds());
  const std::string id = house.open();
  (void)house.engine->send(1, id, "slow");
  house.scheduler.advance(50ms);
  (void)house.engine->cancel(1, id);
  (void)house.engine->send(1, id, "slow");
  const auto stream = follow(house, id);
  CHECK(read(*stream).size() == 3);
  house.scheduler.advance(99ms);
  CHECK(read(*stream).empty());
  house.scheduler.advance(1ms);
  CHECK(read(*stream).size() == 1);
}

TEST_CASE("there is nothing to cancel before, between and after runs") {
  House house(all_kinds());
  const std::string id = house.open();
  CHECK(house.engine->cancel(1, id).error() == Denied::no_run);
  (void)house.engine->send(1, id, "fast");
  CHECK(house.engine->cancel(1, id).error() == Denied::no_run);
  (void)house.engine->send(1, id, "broken");
  CHECK(house.engine->cancel(1, id).error() == Denied::no_run);
}

TEST_CASE("a run that asks waits for the verdict and goes on with it") {
  House house(all_kinds());
  const std::string id = house.open();
  CHECK(house.engine->confirm(1, id, true).error() == Denied::nothing_to_confirm);
  (void)house.engine->send(1, id, "ask");
  const auto stream = follow(house, id);
  CHECK(read(*stream).back() == "8:ask:Rename?");
  CHECK_FALSE(finished(*stream));
  CHECK(house.engine->send(1, id, "fast").error() == Denied::run_active);
  const bool approved = GENERATE(true, false);
  REQUIRE(house.engine->confirm(1, id, approved));
  CHECK(read(*stream) ==
        Frames{approved ? "9:result:renamed" : "9:result:refused", "10:text(", "11:delta:bye", "12:)text", "13:finish"});
  CHECK(finished(*stream));
  CHECK(house.engine->confirm(1, id, approved).error() == Denied::nothing_to_confirm);
}

TEST_CASE("a run that waits without asking has nothing to confirm") {
  House house(all_kinds());
  const std::string id = house.open();
  (void)house.engine->send(1, id, "slow");
  CHECK(house.engine->confirm(1, id, true).error() == Denied::nothing_to_confirm);
}

TEST_CASE("a failing run says why and ends") {
  House house(all_kinds());
  const std::string id = house.open();
  (void)house.engine->send(1, id, "broken");
  CHECK(read(*follow(house, id)) == Frames{"4:begin", "5:fail:oops"});
}

TEST_CASE("another owner's conversation is one that does not exist") {
  House house(all_kinds());
  const std::string id = house.open(1);
  CHECK_FALSE(house.engine->exists(2, id));
  CHECK(house.engine->send(2, id, "fast").error() == Denied::no_such_conversation);
  CHECK(house.engine->cancel(2, id).error() == Denied::no_such_conversation);
  CHECK(house.engine->confirm(2, id, true).error() == Denied::no_such_conversation);
  CHECK(house.engine->follow(2, id).error() == Denied::no_such_conversation);
  CHECK(house.engine->replay(2, id, 0).error() == Denied::no_such_conversation);
  CHECK(house.engine->document(2, id, plain_document).error() == Denied::no_such_conversation);
  CHECK(house.engine->list(2).empty());
  CHECK(house.engine->list(1).size() == 1);
}

TEST_CASE("conversations are listed by their last change, the newest first") {
  House house(all_kinds());
  const std::string a = house.open();
  const std::string b = house.open();
  const std::string c = house.open();
  const auto order = [&] {
    Frames ids;
    for (const auto& each : house.engine->list(1)) ids.push_back(each.id);
    return ids;
  };
  CHECK(order() == Frames{c, b, a});
  (void)house.engine->send(1, a, "fast");
  CHECK(order() == Frames{a, c, b});
  (void)house.engine->send(1, b, "slow");
  CHECK(order() == Frames{b, a, c});
  (void)house.engine->send(1, c, "fast");
  house.scheduler.advance(1s);
  CHECK(order() == Frames{b, c, a});
  const auto list = house.engine->list(1);
  CHECK(list[0].updated > list[1].updated);
  CHECK(list[1].updated > list[2].updated);
}

TEST_CASE("a document is rendered again only when its conversation changed, and its entries only once") {
  House house(all_kinds());
  const std::string id = house.open();
  int forms = 0;
  int items = 0;
  const auto form = [&](const Conversation& conversation) {
    ++forms;
    DocumentForm plain = plain_document(conversation);
    plain.item = [&items, item = plain.item](const Entry& entry) { return ++items, item(entry); };
    return plain;
  };
  CHECK(**house.engine->document(1, id, form) == "[] ");
  (void)house.engine->send(1, id, "fast");
  const Bytes text = *house.engine->document(1, id, form);
  CHECK(*text == R"(["fast","hi"] )");
  CHECK(items == 8);
  CHECK(*house.engine->document(1, id, form) == text);
  CHECK(forms == 2);
  (void)house.engine->send(1, id, "fast");
  CHECK(**house.engine->document(1, id, form) == R"(["fast","hi","fast","hi"] )");
  CHECK(items == 16);
  CHECK(*text == R"(["fast","hi"] )");
}

TEST_CASE("what the contract does not accept leaves no trace") {
  ManualScheduler scheduler;
  EngineParts parts;
  parts.dialect = {
      .accepts = [](const Conversation&, const Happening& happening) { return happening.kind != Kind::title_changed; },
      .frame = test::plain_frame};
  parts.prompts = PromptBook({hears("name", {scenarios::SetTitle{"T"}, say("x")})});
  parts.clock = std::make_shared<SteppedClock>();
  const auto engine = Engine::make(std::move(parts), scheduler);
  const std::string id = engine->create(1, {}).id;
  (void)engine->send(1, id, "name");
  CHECK(read(**engine->follow(1, id)) == Frames{"4:begin", "5:text(", "6:delta:x", "7:)text", "8:finish"});
  CHECK(engine->list(1).at(0).title.empty());
}

TEST_CASE("a title given at creation and one set by the agent are both kept") {
  House house({hears("name", {scenarios::SetTitle{"Named"}})});
  const std::string id = house.engine->create(1, {.title = "Given", .context = nullptr}).id;
  CHECK(house.engine->list(1).at(0).title == "Given");
  (void)house.engine->send(1, id, "name");
  CHECK(house.engine->list(1).at(0).title == "Named");
}

TEST_CASE("the same requests give the same ids and frames with a seed, also after a reset") {
  const auto story = [](House& house) {
    Frames seen;
    for (const char* prompt : {"ask", "slow"}) {
      seen.push_back(house.open());
      seen.push_back(house.engine->send(1, seen.back(), prompt)->trace);
      house.scheduler.advance(1s);
      const std::string& id = seen[seen.size() - 2];
      for (auto& frame : read(**house.engine->replay(1, id, 0))) seen.push_back(frame);
      seen.push_back(render_time(house.engine->list(1).at(0).updated));
    }
    return seen;
  };
  House one(all_kinds());
  House same(all_kinds());
  House other(all_kinds(), 1, 8);
  House unseeded(all_kinds(), 1, std::nullopt);
  const Frames first = story(one);
  CHECK(story(same) == first);
  CHECK(story(other)[0] != first[0]);
  CHECK(story(unseeded)[0] != first[0]);
  one.engine->reset();
  CHECK(story(one) == first);
}

TEST_CASE("a reset drops conversations, ends their streams and their runs") {
  House house(all_kinds());
  const std::string id = house.open();
  (void)house.engine->send(1, id, "slow");
  const auto stream = follow(house, id);
  (void)read(*stream);
  bool woken = false;
  stream->on_ready([&] { woken = true; });
  house.engine->reset();
  CHECK(woken);
  CHECK(finished(*stream));
  CHECK_FALSE(house.engine->exists(1, id));
  CHECK(house.engine->list(1).empty());
  house.scheduler.advance(1h);
  CHECK(read(*stream).empty());
}

TEST_CASE("a stop ends open and later streams, but requests are answered") {
  House house(all_kinds());
  const std::string id = house.open();
  const auto stream = follow(house, id);
  bool woken = false;
  stream->on_ready([&] { woken = true; });
  house.engine->stop();
  CHECK(woken);
  CHECK(finished(*stream));
  CHECK(finished(*follow(house, id)));
  CHECK(house.engine->send(1, id, "fast"));
}

TEST_CASE("of parallel sends exactly one is accepted while it runs") {
  House house(all_kinds());
  const std::string id = house.open();
  std::atomic<int> accepted = 0;
  std::atomic<int> refused = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      const auto run = house.engine->send(1, id, "forever");
      ++(run ? accepted : refused);
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(accepted == 1);
  CHECK(refused == 7);
}

TEST_CASE("readers in other threads see every frame once, in order, whoever sends") {
  House house(all_kinds());
  const std::string id = house.open();
  constexpr int kRuns = 50;
  const auto read_all = [&](std::vector<std::string>& frames) {
    std::int64_t last = 0;
    for (int ends = 0; ends < kRuns;) {
      const auto stream = *house.engine->replay(1, id, last);
      for (FrameSource::Batch batch = stream->take(3); !batch.frames.empty(); batch = stream->take(3)) {
        for (const Bytes& frame : batch.frames) {
          frames.push_back(*frame);
          last = std::stoll(*frame);
          ends += frame->ends_with("finish") ? 1 : 0;
        }
      }
      std::this_thread::yield();
    }
  };
  std::vector<Frames> seen(3);
  std::vector<std::thread> readers;
  for (Frames& frames : seen) readers.emplace_back([&] { read_all(frames); });
  for (int run = 0; run < kRuns; ++run) REQUIRE(house.engine->send(1, id, "fast"));
  for (std::thread& reader : readers) reader.join();
  CHECK(seen[0].size() == kRuns * 5);
  CHECK(seen[1] == seen[0]);
  CHECK(seen[2] == seen[0]);
}
