// What vendors keep and change: annexes, ids, and conversations of everybody.

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

/// Messages as a vendor would store them, and a state that only the end of a run changes.
struct Stored final : Annex {
  explicit Stored(std::string of) : name(std::move(of)) {}
  std::string name;
  std::string status = "new";
  Frames messages;
};

/// Its last frame tells the state that this very entry made.
Dialect storing() {
  Dialect dialect = test::plain_dialect();
  dialect.make_annex = [](Conversation& conversation) { return std::make_unique<Stored>("of " + conversation.title); };
  dialect.frame = [](Conversation& conversation, const Entry& entry) -> Bytes {
    auto& stored = conversation.annex_as<Stored>();
    if (entry.kind == Kind::text_delta) stored.messages.push_back(entry.text);
    if (entry.kind == Kind::run_failed) stored.messages.push_back("error: " + entry.text);
    if (!is_terminal(entry.kind)) return nullptr;
    stored.status = test::word(entry.kind);
    conversation.title = "after " + conversation.run->turn.text;
    return std::make_shared<const std::string>(fmt::format("{}|{}", stored.status, fmt::join(stored.messages, ",")));
  };
  return dialect;
}

House storing_house() {
  return House({hears("fast", {say("hi")}), hears("broken", {scenarios::Fail{"oops"}}), hears("slow", {say("ab", 2, 10)})},
               1, 7, storing());
}

std::string status(House& house, const std::string& id) {
  return *house.engine->visit(1, id, [](const Conversation& each) { return each.annex_as<Stored>().status; });
}

}  // namespace

TEST_CASE("an annex is made with its conversation, which it may look at") {
  House house = storing_house();
  const std::string id = house.engine->create(1, {.title = "T", .context = nullptr}).id;
  CHECK(*house.engine->visit(1, id, [](const Conversation& each) { return each.annex_as<Stored>().name; }) == "of T");
}

TEST_CASE("the state that the last entry makes stands in the last frame") {
  House house = storing_house();
  const std::string id = house.open();
  (void)house.engine->send(1, id, "fast");
  CHECK(read(**house.engine->follow(1, id)) == Frames{"finish|fast,hi"});
  CHECK(status(house, id) == "finish");
  CHECK(house.engine->list(1).at(0).title == "after fast");
  (void)house.engine->send(1, id, "broken");
  CHECK(read(**house.engine->follow(1, id)) == Frames{"fail|fast,hi,broken,error: oops"});
}

TEST_CASE("the end of a run cannot be left out") {
  Dialect dialect = test::plain_dialect();
  dialect.accepts = [](const Conversation&, const Happening&) { return false; };
  House house({hears("fast", {say("hi")})}, 1, 7, dialect);
  const std::string id = house.open();
  (void)house.engine->send(1, id, "fast");
  CHECK(read(**house.engine->replay(1, id, 0)) == Frames{"1:finish"});
}

TEST_CASE("conversations, messages and calls have ids in the vendor's form") {
  Frames subjects;
  Dialect dialect = test::plain_dialect();
  dialect.id = [](IdSequence& ids) { return ids.hex(24); };
  dialect.frame = [&subjects](Conversation&, const Entry& entry) {
    if (entry.subject) subjects.push_back(*entry.subject);
    return nullptr;
  };
  scenarios::CallTool call;
  call.tool = "t";
  House house({hears("all", {say("x"), call})}, 1, 7, dialect);
  const std::string id = house.open();
  CHECK(id.size() == 24);
  (void)house.engine->send(1, id, "all");
  REQUIRE(subjects.size() == 10);
  for (const std::string& subject : subjects) CHECK(subject.size() == 24);
  house.engine->reset();
  CHECK(house.open() == id);
}

TEST_CASE("everybody as the owner matches every owner") {
  House house = storing_house();
  const std::string mine = house.open(1);
  const std::string theirs = house.open(2);
  for (const std::string& id : {mine, theirs}) {
    CHECK(house.engine->exists(kEverybody, id));
    CHECK(house.engine->send(kEverybody, id, "fast"));
    CHECK(house.engine->change(kEverybody, id, [](Conversation&) { return true; }));
  }
  CHECK(house.engine->visit(1, theirs, [](const Conversation&) {}).error() == Denied::no_such_conversation);
  CHECK(house.engine->change(1, theirs, [](Conversation&) { return true; }).error() == Denied::no_such_conversation);
  CHECK(house.engine->erase(1, theirs).error() == Denied::no_such_conversation);
  CHECK(house.engine->erase(kEverybody, theirs));
}

TEST_CASE("a change moves the time and the place in the list, unless it says that it is none") {
  House house = storing_house();
  const std::string a = house.open();
  const std::string b = house.open();
  const auto touch = [&house](const std::string& id, bool counts) {
    REQUIRE(house.engine->change(1, id, [counts](Conversation& conversation) {
      conversation.annex_as<Stored>().status = "archived";
      return counts;
    }));
    return status(house, id);
  };
  const auto before = house.engine->list(1);
  CHECK(touch(a, false) == "archived");
  CHECK(house.engine->list(1).at(1).updated == before.at(1).updated);
  CHECK(house.engine->list(1).at(0).id == b);
  CHECK(touch(a, true) == "archived");
  CHECK(house.engine->list(1).at(0).id == a);
  CHECK(house.engine->list(1).at(0).updated > before.at(0).updated);
}

TEST_CASE("a changed conversation's document is rendered anew") {
  House house = storing_house();
  const std::string id = house.open();
  const auto form = [](const Conversation& conversation) {
    return DocumentForm{.opening = "[",
                        .item = [](const Entry&) { return std::string{}; },
                        .closing = [&conversation] { return conversation.annex_as<Stored>().status; }};
  };
  CHECK(**house.engine->document(1, id, form) == "[new");
  (void)house.engine->change(1, id, [](Conversation& conversation) {
    conversation.annex_as<Stored>().status = "archived";
    return false;
  });
  CHECK(**house.engine->document(1, id, form) == "[archived");
}

TEST_CASE("each conversation is visited in order of creation, whoever owns it and whatever changed since") {
  House house = storing_house();
  const std::string a = house.open(2);
  const std::string b = house.open(1);
  const std::string c = house.open(2);
  (void)house.engine->send(2, a, "fast");
  (void)house.engine->erase(1, b);
  const std::string d = house.open(1);
  Frames ids;
  std::vector<std::uint64_t> numbers;
  house.engine->each([&](const Conversation& conversation) {
    ids.push_back(conversation.id);
    numbers.push_back(conversation.number);
  });
  CHECK(ids == Frames{a, c, d});
  CHECK(numbers == std::vector<std::uint64_t>{1, 3, 4});
}

TEST_CASE("an erased conversation is gone, with its run") {
  House house = storing_house();
  const std::string id = house.open();
  (void)house.engine->send(1, id, "slow");
  const auto stream = *house.engine->replay(1, id, 0);
  CHECK(house.engine->erase(1, id));
  CHECK(finished(*stream));
  CHECK_FALSE(house.engine->exists(1, id));
  CHECK(house.engine->list(1).empty());
  CHECK(house.engine->erase(1, id).error() == Denied::no_such_conversation);
  CHECK(house.engine->send(1, id, "fast").error() == Denied::no_such_conversation);
  house.scheduler.advance(1s);
  CHECK(read(*stream).empty());
}

TEST_CASE("the engine's present is never earlier than what happened") {
  House house = storing_house();
  const Time before = house.engine->now();
  const Time created = house.engine->create(1, {}).created;
  CHECK(before < created);
  CHECK(created < house.engine->now());
}
