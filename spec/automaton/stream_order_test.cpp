#include "automaton/stream_order.hpp"

#include "framework/catch.hpp"
#include "model/stream_spec.hpp"

using namespace confab;
using automaton::OrderBreach;
using automaton::Runs;
using automaton::StreamOrder;
using source::Json;

namespace {

automaton::Expression expression(const char* text) {
  return automaton::Expression::parse(text).value();
}

spec::StreamSpec sample() {
  spec::StreamSpec stream;
  for (const char* name : {"RUN", "OK", "FAIL", "START", "PART", "END", "STEP", "DONE", "TITLE"}) stream.frames[name] = "";
  stream.run = expression("RUN (START | PART | END | STEP | DONE | TITLE)* (OK | FAIL)");
  stream.terminals = {"OK", "FAIL"};
  stream.lanes.push_back({"text", "/data/id", expression("START PART* END"), false});
  stream.lanes.push_back({"step", "", expression("STEP DONE"), true});
  stream.cut_by = {"FAIL"};
  return stream;
}

struct Frame {
  std::string name;
  Json key;  // null: the payload has none
};

std::vector<OrderBreach> judged(const spec::StreamSpec& stream, const std::vector<Frame>& frames, Runs runs = Runs::one,
                                bool complete = true) {
  StreamOrder order(stream, runs);
  std::vector<OrderBreach> all;
  for (const Frame& frame : frames) {
    Json payload = Json::object();
    if (!frame.key.is_null()) payload["data"]["id"] = frame.key;
    for (auto& breach : order.on_frame(frame.name, payload)) all.push_back(std::move(breach));
  }
  for (auto& breach : order.at_end(complete)) all.push_back(std::move(breach));
  return all;
}

OrderBreach only_breach(const std::vector<Frame>& frames, Runs runs = Runs::one) {
  const auto breaches = judged(sample(), frames, runs);
  for (const auto& breach : breaches) UNSCOPED_INFO(breach.rule << ": " << breach.why);
  REQUIRE(breaches.size() == 1);
  return breaches.front();
}

}  // namespace

TEST_CASE("a legal run with interleaved lanes gives no breach") {
  CHECK(judged(sample(), {{"RUN", {}},
                          {"STEP", {}},
                          {"START", "m1"},
                          {"START", "m2"},
                          {"PART", "m2"},
                          {"DONE", {}},
                          {"PART", "m1"},
                          {"END", "m1"},
                          {"STEP", {}},
                          {"END", "m2"},
                          {"DONE", {}},
                          {"TITLE", {}},
                          {"OK", {}}})
            .empty());
}

TEST_CASE("a run that begins with the wrong frame is one breach that says what comes first") {
  const OrderBreach breach = only_breach({{"TITLE", {}}, {"TITLE", {}}, {"OK", {}}});
  CHECK(breach.rule == "run");
  CHECK(breach.frame == 0);
  CHECK(breach.name == "TITLE");
  CHECK(breach.allowed == std::vector<std::string>{"RUN"});
  CHECK(breach.why == "TITLE (frame 0) cannot begin a run; RUN comes first.");
}

TEST_CASE("a second start inside the run is a breach of the run") {
  const OrderBreach breach = only_breach({{"RUN", {}}, {"TITLE", {}}, {"RUN", {}}, {"OK", {}}});
  CHECK(breach.rule == "run");
  CHECK(breach.frame == 2);
  CHECK(breach.why ==
        "RUN (frame 2) cannot follow TITLE (frame 1) in a run; DONE, END, FAIL, OK, PART, START, STEP or TITLE may come "
        "there.");
}

TEST_CASE("a lane that does not start at its beginning is one breach, whatever follows on it") {
  const OrderBreach breach = only_breach({{"RUN", {}}, {"PART", "m1"}, {"PART", "m1"}, {"END", "m1"}, {"OK", {}}});
  CHECK(breach.rule == "text");
  CHECK(breach.key == "m1");
  CHECK(breach.frame == 1);
  CHECK(breach.why == "PART (frame 1) came first on lane 'text' of id 'm1'; it starts with START.");
}

TEST_CASE("a frame out of turn names what came before it on its lane and what was allowed") {
  const OrderBreach breach = only_breach({{"RUN", {}}, {"START", "m1"}, {"TITLE", {}}, {"START", "m1"}, {"OK", {}}});
  CHECK(breach.frame == 3);
  CHECK(breach.allowed == std::vector<std::string>{"END", "PART"});
  CHECK(breach.why ==
        "START (frame 3) cannot follow START (frame 1) on lane 'text' of id 'm1'; END or PART may come there.");
}

TEST_CASE("a completed lane that starts again under its key is a breach") {
  const OrderBreach breach =
      only_breach({{"RUN", {}}, {"START", "m1"}, {"END", "m1"}, {"START", "m1"}, {"END", "m1"}, {"OK", {}}});
  CHECK(breach.frame == 3);
  CHECK(breach.allowed.empty());
  CHECK(breach.why ==
        "START (frame 3) came on lane 'text' of id 'm1', which END (frame 2) had completed; nothing may follow.");
}

TEST_CASE("a lane that may repeat starts again only when complete") {
  const OrderBreach breach = only_breach({{"RUN", {}}, {"STEP", {}}, {"DONE", {}}, {"STEP", {}}, {"STEP", {}}, {"OK", {}}});
  CHECK(breach.rule == "step");
  CHECK(breach.key.empty());
  CHECK(breach.why == "STEP (frame 4) cannot follow STEP (frame 3) on lane 'step'; DONE may come there.");
}

TEST_CASE("a normal end with an unfinished lane says what was still to come") {
  const OrderBreach breach = only_breach({{"RUN", {}}, {"START", "m1"}, {"PART", "m1"}, {"OK", {}}});
  CHECK(breach.rule == "text");
  CHECK(breach.frame == 3);
  CHECK(breach.name == "OK");
  CHECK(breach.key == "m1");
  CHECK(breach.why ==
        "OK (frame 3) came while lane 'text' of id 'm1' was unfinished; after PART (frame 2) it still needed END or PART.");
}

TEST_CASE("every unfinished lane is a breach of its own") {
  const auto breaches = judged(sample(), {{"RUN", {}}, {"START", "a"}, {"START", "b"}, {"STEP", {}}, {"OK", {}}});
  REQUIRE(breaches.size() == 3);
  for (const auto& breach : breaches) CHECK(breach.frame == 4);
}

TEST_CASE("a terminal frame in cut_by may leave lanes unfinished") {
  CHECK(judged(sample(), {{"RUN", {}}, {"START", "m1"}, {"STEP", {}}, {"FAIL", {}}}).empty());
}

TEST_CASE("frames after the terminal one are one breach, however many they are") {
  const OrderBreach breach = only_breach({{"RUN", {}}, {"OK", {}}, {"PART", "m1"}, {"UNHEARD", {}}, {"OK", {}}});
  CHECK(breach.rule == "terminal");
  CHECK(breach.frame == 2);
  CHECK(breach.why == "PART (frame 2) came after OK (frame 1), which ends the stream.");
}

TEST_CASE("a second terminal frame is a breach of a live stream") {
  CHECK(only_breach({{"RUN", {}}, {"OK", {}}, {"OK", {}}}).rule == "terminal");
}

TEST_CASE("a complete stream without a terminal frame is one breach, open lanes or not") {
  const OrderBreach breach = only_breach({{"RUN", {}}, {"START", "m1"}});
  CHECK(breach.rule == "terminal");
  CHECK(breach.frame == 2);
  CHECK(breach.name.empty());
  CHECK(breach.allowed == std::vector<std::string>{"OK", "FAIL"});
  CHECK(breach.why == "The stream ended after START (frame 1); a run ends with OK or FAIL.");
}

TEST_CASE("an empty live stream lacks its terminal frame; an empty history lacks nothing") {
  CHECK(only_breach({}).why == "The stream ended without a frame; a run ends with OK or FAIL.");
  CHECK(judged(sample(), {}, Runs::many).empty());
}

TEST_CASE("a reader who left early misses nothing") {
  CHECK(judged(sample(), {{"RUN", {}}, {"START", "m1"}}, Runs::one, false).empty());
  CHECK(judged(sample(), {}, Runs::one, false).empty());
}

TEST_CASE("in a history the next run starts anew after a terminal frame, lanes included") {
  CHECK(judged(sample(),
               {{"RUN", {}}, {"START", "m1"}, {"FAIL", {}}, {"RUN", {}}, {"START", "m1"}, {"END", "m1"}, {"OK", {}}},
               Runs::many)
            .empty());
}

TEST_CASE("in a history anything but a new run after a terminal frame is a breach of the run") {
  const OrderBreach breach =
      only_breach({{"RUN", {}}, {"OK", {}}, {"TITLE", {}}, {"OK", {}}, {"RUN", {}}, {"OK", {}}}, Runs::many);
  CHECK(breach.rule == "run");
  CHECK(breach.frame == 2);
  CHECK(breach.why == "TITLE (frame 2) cannot come after OK (frame 1), which ended a run; the next run begins with RUN.");
}

TEST_CASE("in a history each run is judged again after a breach in an earlier one") {
  const auto breaches =
      judged(sample(), {{"RUN", {}}, {"PART", "a"}, {"OK", {}}, {"RUN", {}}, {"PART", "a"}, {"OK", {}}}, Runs::many);
  REQUIRE(breaches.size() == 2);
  CHECK(breaches[0].frame == 1);
  CHECK(breaches[1].frame == 4);
}

TEST_CASE("a history that stops in the middle of a run lacks a terminal frame") {
  CHECK(only_breach({{"RUN", {}}, {"OK", {}}, {"RUN", {}}}, Runs::many).rule == "terminal");
}

TEST_CASE("a frame with the key that is not in the lane's expression is passed over by the lane") {
  CHECK(judged(sample(), {{"RUN", {}}, {"START", "m1"}, {"TITLE", "m1"}, {"END", "m1"}, {"OK", {}}}).empty());
}

TEST_CASE("frames of an undocumented name are passed over") {
  CHECK(judged(sample(), {{"RUN", {}}, {"START", "m1"}, {"UNHEARD", "m1"}, {"END", "m1"}, {"OK", {}}}).empty());
}

TEST_CASE("frames without their key form one lane, which may repeat") {
  CHECK(judged(sample(), {{"RUN", {}}, {"START", {}}, {"END", {}}, {"START", {}}, {"END", {}}, {"OK", {}}}).empty());
  const OrderBreach breach = only_breach({{"RUN", {}}, {"START", "m1"}, {"PART", {}}, {"END", "m1"}, {"OK", {}}});
  CHECK(breach.key.empty());
  CHECK(breach.why == "PART (frame 2) came first on lane 'text' without id; it starts with START.");
}

TEST_CASE("an empty key is a key like any other and may not start again") {
  CHECK(only_breach({{"RUN", {}}, {"START", ""}, {"END", ""}, {"START", ""}, {"END", ""}, {"OK", {}}}).frame == 3);
}

TEST_CASE("keys that are no strings tell lanes apart as well") {
  CHECK(judged(sample(), {{"RUN", {}}, {"START", 1}, {"START", 2}, {"END", 2}, {"END", 1}, {"OK", {}}}).empty());
  CHECK(only_breach({{"RUN", {}}, {"START", 1}, {"PART", 2}, {"END", 1}, {"OK", {}}}).key == "2");
}

TEST_CASE("a payload that is no object has no key") {
  const auto stream = sample();
  StreamOrder order(stream, Runs::one);
  CHECK(order.on_frame("RUN", Json(nullptr)).empty());
  CHECK(order.on_frame("START", Json::array({1})).empty());
  CHECK(order.on_frame("END", "text").empty());
  CHECK(order.on_frame("OK", 3).empty());
  CHECK(order.ended());
}

TEST_CASE("hostile keys are shortened and made printable in the sentence, not in the key") {
  const std::string key = "a\nb\x1b" + std::string(100'000, 'x');
  const OrderBreach breach = only_breach({{"RUN", {}}, {"PART", key}, {"OK", {}}});
  CHECK(breach.key == key);
  CHECK(breach.why.size() < 300);
  CHECK(breach.why.find('\n') == std::string::npos);
  CHECK(breach.why.find('\x1b') == std::string::npos);
}

TEST_CASE("a terminal frame before the run is complete is a breach of the run") {
  spec::StreamSpec stream = sample();
  stream.run = expression("RUN OK TITLE | RUN TITLE OK");
  const auto breaches = judged(stream, {{"RUN", {}}, {"OK", {}}});
  REQUIRE(breaches.size() == 1);
  CHECK(breaches[0].rule == "run");
  CHECK(breaches[0].why == "OK (frame 1) ended the run too early; TITLE was still to come.");
}

TEST_CASE("a stream without terminal frames is judged when it ends") {
  spec::StreamSpec stream = sample();
  stream.terminals.clear();
  stream.cut_by.clear();
  stream.run = expression("RUN (START | PART | END)* TITLE");
  CHECK(judged(stream, {{"RUN", {}}, {"START", "m"}, {"END", "m"}, {"TITLE", {}}}).empty());
  const auto breaches = judged(stream, {{"RUN", {}}, {"START", "m"}});
  REQUIRE(breaches.size() == 2);
  CHECK(breaches[0].why == "The stream ended after START (frame 1); END, PART, START or TITLE was still to come.");
  CHECK(breaches[1].why ==
        "The stream ended while lane 'text' of id 'm' was unfinished; after START (frame 1) it still needed END or PART.");
}
