// A file becomes the story it tells.
#include <string>

#include "framework/catch.hpp"
#include "loader/load_scenarios.hpp"
#include "loader/toy_vendor.hpp"

namespace confab::scenarios {
namespace {

using source::Json;

Scenario load(std::string_view text) {
  static const spec::Vendor vendor = toy::vendor();
  return load_scenario(source::Document::parse_yaml("toy/a.yaml", text), "toy/a", vendor);
}

Scenario with_steps(const std::string& steps) {
  return load("title: T\nvendor: toy\nprompts: {p: Say it.}\nsteps:\n" + steps);
}

Scenario with_agent(const std::string& actions) {
  return load("title: T\nvendor: toy\nprompts: {p: Say it.}\nagent:\n  - on: p\n    do:\n" + actions +
              "steps: [{call: post}]\n");
}

template <class Wanted, class Variant>
const Wanted& as(const Variant& variant) {
  const auto* found = std::get_if<Wanted>(&variant);
  REQUIRE(found != nullptr);
  return *found;
}

}  // namespace

TEST_CASE("A story has a title, needs, prompts, an agent, steps and a cleanup") {
  const Scenario story = load(R"(
title: What holds
vendor: toy
needs: [replay, slow]
prompts:
  hello: Hello.
  long: { repeat: ab, times: 3 }
agent:
  - on: hello
    do: [{ say: Hi }]
steps:
  - call: post
cleanup:
  - { call: get, path: { id: x }, persona: broke }
)");
  CHECK(story.id == "toy/a");
  CHECK(story.title == "What holds");
  CHECK(story.vendor == "toy");
  CHECK(story.needs == std::vector<std::string>{"replay", "slow"});
  CHECK(story.prompts.at("hello") == "Hello.");
  CHECK(story.prompts.at("long") == "ababab");
  REQUIRE(story.agent.size() == 1);
  CHECK(story.agent[0].on == "hello");
  CHECK(story.agent[0].place.to_string() == "toy/a.yaml:9:5");
  CHECK(story.steps.size() == 1);
  CHECK(story.cleanup.size() == 1);
  CHECK(story.place.to_string() == "toy/a.yaml:2:1");
}

TEST_CASE("An agent says, thinks, cites, names, compacts, waits and fails") {
  const Scenario story = with_agent(R"(
      - { say: "Is it $message?", chunks: 4, pause: 20ms }
      - say: { repeat: ha, times: 3 }
      - think: Hm.
      - cite: { source: a }
      - title: A name
      - compact: true
      - wait: 2s
      - wait: forever
      - fail: Broken.
)");
  const auto& actions = story.agent.at(0).actions;
  REQUIRE(actions.size() == 9);
  CHECK(as<Say>(actions[0]).text == "Is it $message?");
  CHECK(as<Say>(actions[0]).chunks == 4);
  CHECK(as<Say>(actions[0]).pause == Duration{20});
  CHECK(as<Say>(actions[1]).times == 3);
  CHECK(as<Say>(actions[1]).chunks == 1);
  CHECK(as<Think>(actions[2]).text == "Hm.");
  CHECK(as<Cite>(actions[3]).citation == Json{{"source", "a"}});
  CHECK(as<SetTitle>(actions[4]).title == "A name");
  CHECK(std::holds_alternative<Compact>(actions[5]));
  CHECK(as<Wait>(actions[6]).duration == Duration{2'000});
  CHECK_FALSE(as<Wait>(actions[7]).duration.has_value());
  CHECK(as<Fail>(actions[8]).message == "Broken.");
  CHECK_FALSE(story.agent[0].on_reject.has_value());
}

TEST_CASE("An agent calls tools, with or without asking first") {
  const Scenario story = with_agent(R"(
      - call: rename
        args: { to: main }
        chunks: 2
        progress: [half, done]
        result: Renamed.
        updated: [{ type: function, ids: [1] }]
        confirm: Really?
        rejected: Left alone.
      - { call: search, error: No index. }
      - { call: noop }
    on_reject:
      - say: Then not.
)");
  const auto& actions = story.agent.at(0).actions;
  const auto& rename = as<CallTool>(actions.at(0));
  CHECK(rename.tool == "rename");
  CHECK(rename.args == Json{{"to", "main"}});
  CHECK(rename.chunks == 2);
  CHECK(rename.progress == std::vector<std::string>{"half", "done"});
  CHECK(rename.result == "Renamed.");
  CHECK_FALSE(rename.is_error);
  CHECK(rename.updated.size() == 1);
  CHECK(rename.confirm == "Really?");
  CHECK(rename.rejected == "Left alone.");
  CHECK(as<CallTool>(actions.at(1)).is_error);
  CHECK(as<CallTool>(actions.at(1)).result == "No index.");
  CHECK(as<CallTool>(actions.at(2)).args == Json::object());
  CHECK(as<CallTool>(actions.at(2)).updated.is_null());
  REQUIRE(story.agent[0].on_reject.has_value());
  CHECK(as<Say>(story.agent[0].on_reject->at(0)).text == "Then not.");
}

TEST_CASE("A call carries its request, what it expects and what it saves") {
  const Scenario story = with_steps(R"(
  - name: a first one
    call: get
    persona: broke
    needs: [slow]
    proves: [toy.watch.other]
    path: { id: 7 }
    query: { limit: [1, 2] }
    headers: { X-Trace: "${run.id}" }
    body: { text: $prompts.p, n: 1 }
    content_type: text/x
    expect:
      - { status: 200, media_type: application/json, headers: { X-A: { $matches: ^a } } }
      - { status: [201, 202], body: { a: { $gte: 1 } }, proves: [toy.post.works] }
    save: { id: /items/0/id, place: { header: Location } }
)");
  const Step& step = story.steps.at(0);
  CHECK(step.name == "a first one");
  CHECK(step.kind() == "call");
  CHECK(step.persona == "broke");
  CHECK(step.needs == std::vector<std::string>{"slow"});
  CHECK(step.within == Duration{30'000});
  const Exchange& exchange = as<CallStep>(step.action).exchange;
  CHECK(exchange.operation == "get");
  CHECK(exchange.path == Json{{"id", 7}});
  CHECK(exchange.query == Json{{"limit", {1, 2}}});
  CHECK(exchange.headers == Json{{"X-Trace", "${run.id}"}});
  CHECK(exchange.body == Json{{"text", "$prompts.p"}, {"n", 1}});
  CHECK(exchange.content_type == "text/x");
  REQUIRE(exchange.save.size() == 2);
  CHECK(exchange.save[0].pointer == "/items/0/id");
  CHECK(exchange.save[1].header == "Location");
  REQUIRE(step.expect.size() == 2);
  CHECK(step.expect[0].status == std::vector<int>{200});
  CHECK(step.expect[0].media_type == "application/json");
  CHECK(step.expect[0].headers == Json{{"X-A", {{"$matches", "^a"}}}});
  CHECK(step.expect[0].proves.empty());
  CHECK(step.expect[1].status == std::vector<int>{201, 202});
  CHECK(step.expect[1].body == Json{{"a", {{"$gte", 1}}}});
  CHECK(step.expect[1].place.line == 18);
  CHECK(story.proves() == std::vector<std::string>{"toy.post.works", "toy.watch.other"});
  CHECK(story.personas() == std::vector<std::string>{"broke"});
}

TEST_CASE("A raw request has method and target; a saved value may stand inside") {
  const Scenario story = with_steps(R"(
  - { call: post, save: { id: /id } }
  - { request: "DELETE /things/${id}?hard=1", raw_body: "{", content_type: "" }
)");
  const Exchange& exchange = as<CallStep>(story.steps.at(1).action).exchange;
  CHECK(story.steps[1].kind() == "request");
  CHECK(exchange.method == "DELETE");
  CHECK(exchange.target == "/things/${id}?hard=1");
  CHECK(exchange.raw_body == "{");
  CHECK(exchange.content_type->empty());
}

TEST_CASE("A stream is read until its terminal, its end or a frame, or goes on in the background") {
  const Scenario story = with_steps(R"(
  - { stream: watch, as: a, path: { id: x } }
  - { stream: watch, as: b, path: { id: x }, until: end, within: 5s }
  - { stream: watch, as: c, path: { id: x }, until: TEXT }
  - { stream: watch, as: d, path: { id: x }, until: { frame: TEXT, count: 3 } }
  - stream: watch
    as: e
    path: { id: x }
    background: true
    expect: { status: 200, frames: [BEGIN, DONE], text: { $contains: a }, closed: true, incremental: true }
  - { stream: tail, as: f, expect: { frames: { $exactly: [DONE] } } }
)");
  CHECK(as<StreamStep>(story.steps[0].action).until.kind == Until::Kind::terminal);
  CHECK(as<StreamStep>(story.steps[1].action).until.kind == Until::Kind::end);
  CHECK(story.steps[1].within == Duration{5'000});
  CHECK(as<StreamStep>(story.steps[2].action).until.frame == "TEXT");
  CHECK(as<StreamStep>(story.steps[3].action).until.count == 3);
  CHECK(as<StreamStep>(story.steps[4].action).background);
  CHECK(as<StreamStep>(story.steps[4].action).as == "e");
  const Expectation& expectation = story.steps[4].expect.at(0);
  CHECK(expectation.frames == Json{"BEGIN", "DONE"});
  CHECK(expectation.text == Json{{"$contains", "a"}});
  CHECK(expectation.closed == true);
  CHECK(expectation.incremental);
  CHECK(story.steps[5].expect.at(0).frames == Json{{"$exactly", {"DONE"}}});
  CHECK(story.steps[5].kind() == "stream");
}

TEST_CASE("A stream that was opened can be awaited, replayed, compared and closed") {
  const Scenario story = with_steps(R"(
  - { stream: watch, as: a, path: { id: x }, background: true }
  - { await: a, frame: TEXT, count: 2, match: { delta: { $type: string } }, save: { at: /id }, within: 1s }
  - { await: a, terminal: true, only_while: a }
  - { await: a, end: true }
  - { replay: a }
  - { replay: a, cuts: [0, 3], proves: [toy.watch.replay] }
  - { stream: watch, as: b, path: { id: x }, query: { after: $at } }
  - { compare: a, with: stored }
  - { compare: a, with: text }
  - { compare: a, with: b }
  - { close: a }
)");
  const auto& awaited = as<AwaitStep>(story.steps[1].action);
  CHECK(awaited.stream == "a");
  CHECK(awaited.until.frame == "TEXT");
  CHECK(awaited.until.count == 2);
  CHECK(awaited.match == Json{{"delta", {{"$type", "string"}}}});
  CHECK(awaited.save.at(0).name == "at");
  CHECK(as<AwaitStep>(story.steps[2].action).until.kind == Until::Kind::terminal);
  CHECK(as<AwaitStep>(story.steps[2].action).match.is_null());
  CHECK(story.steps[2].only_while == "a");
  CHECK(as<AwaitStep>(story.steps[3].action).until.kind == Until::Kind::end);
  CHECK_FALSE(as<ReplayStep>(story.steps[4].action).cuts.has_value());
  CHECK(as<ReplayStep>(story.steps[5].action).cuts == std::vector<int>{0, 3});
  CHECK(as<CompareStep>(story.steps[7].action).with == "stored");
  CHECK(as<CompareStep>(story.steps[9].action).with == "b");
  CHECK(as<CloseStep>(story.steps[10].action).stream == "a");
  const char* kinds[] = {"stream", "await",   "await",   "await",   "replay", "replay",
                         "stream", "compare", "compare", "compare", "close"};
  for (std::size_t i = 0; i < story.steps.size(); ++i) CHECK(story.steps[i].kind() == kinds[i]);
}

TEST_CASE("A socket is read in the background; one says texts, JSON, pings and raw bytes on it") {
  const Scenario story = with_steps(R"(
  - { socket: feed, as: talk, expect: { status: 101 } }
  - { send: talk, text: "Hi ${run.id}" }
  - { send: talk, json: { a: 1 } }
  - { send: talk, ping: '', within: 2s, proves: [toy.watch.other] }
  - { send: talk, raw: 81 82 00 00 00 00 fF fe }
  - { await: talk, match: { a: 1 }, count: 2 }
  - { await: talk, terminal: true }
  - { await: talk, end: true, expect: { close: [1002, 1007] } }
)");
  const auto& socket = as<StreamStep>(story.steps[0].action);
  CHECK(socket.socket);
  CHECK(socket.background);
  CHECK(socket.as == "talk");
  CHECK(socket.until.kind == Until::Kind::end);
  using What = SendStep::What;
  const auto& text = as<SendStep>(story.steps[1].action);
  CHECK((text.stream == "talk" && text.what == What::text && text.bytes == "Hi ${run.id}"));
  const auto& json = as<SendStep>(story.steps[2].action);
  CHECK((json.what == What::json && json.json == Json{{"a", 1}}));
  const auto& ping = as<SendStep>(story.steps[3].action);
  CHECK((ping.what == What::ping && ping.bytes.empty()));
  CHECK(story.steps[3].within == Duration{2'000});
  const auto& raw = as<SendStep>(story.steps[4].action);
  CHECK((raw.what == What::raw && raw.bytes == std::string("\x81\x82\0\0\0\0\xff\xfe", 8)));
  const auto& any = as<AwaitStep>(story.steps[5].action);
  CHECK((any.until.kind == Until::Kind::frame && any.until.frame.empty() && any.until.count == 2));
  CHECK(as<AwaitStep>(story.steps[6].action).until.kind == Until::Kind::end);
  CHECK(story.steps[7].expect.at(0).close == std::vector<int>{1002, 1007});
  CHECK(story.steps[0].kind() == "socket");
  CHECK(story.steps[1].kind() == "send");
}

TEST_CASE("A poll repeats a call, and parallel steps start at once; what they save and open is known afterwards") {
  const Scenario story = with_steps(R"(
  - { poll: get, path: { id: x }, expect: { status: 200 }, within: 2s }
  - parallel: [{ call: post, save: { id: /id }, persona: broke }]
    times: 8
    expect: { statuses: { 202: 1, 409: 7 }, proves: [toy.post.works] }
  - parallel:
      - { stream: watch, as: a, path: { id: $id } }
      - { call: post, proves: [toy.watch.other] }
  - { compare: a, with: text }
)");
  CHECK(story.steps[0].kind() == "poll");
  CHECK(as<PollStep>(story.steps[0].action).exchange.operation == "get");
  CHECK(story.steps[1].kind() == "parallel");
  CHECK(as<ParallelStep>(story.steps[1].action).times == 8);
  CHECK(story.steps[1].expect.at(0).statuses == Json{{"202", 1}, {"409", 7}});
  CHECK(as<ParallelStep>(story.steps[2].action).steps.size() == 2);
  CHECK(story.proves() == std::vector<std::string>{"toy.post.works", "toy.watch.other"});
  CHECK(story.personas() == std::vector<std::string>{"broke"});
}

TEST_CASE("default and nobody are personas of every vendor and count as no requirement") {
  const Scenario story = with_steps("  - { call: post, persona: nobody }\n  - { call: post, persona: default }\n");
  CHECK(story.steps[0].persona == "nobody");
  CHECK(story.personas().empty());
}

}  // namespace confab::scenarios
