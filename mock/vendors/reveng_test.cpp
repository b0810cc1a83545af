#include "vendors/reveng.hpp"

#include "vendors/reveng_fixture.hpp"

using namespace confab;
using namespace confab::mock;
using namespace std::chrono_literals;
using test::Answer;
using test::check_envelope;
using test::Client;
using test::Json;
using test::names;
using test::read_frames;
using test::RevengHouse;
using Names = std::vector<std::string>;

TEST_CASE("reveng: a new conversation is shown with its owner, title and context") {
  RevengHouse house;
  const Answer made = house.me.post("/v2/conversations", R"({"title": "T", "context": {"analysis_id": 5}})");
  CHECK(made.status == 201);
  CHECK(made.json["title"] == "T");
  CHECK(made.json["context"] == Json({{"analysis_id", 5}}));
  CHECK(made.json["user_id"].is_number_integer());
  CHECK(made.json["created_at"] == "2026-01-01T00:00:00.000Z");
  const Answer plain = house.me.post("/v2/conversations", R"({"title": null, "context": null})");
  CHECK(plain.status == 201);
  CHECK(plain.json["title"] == "");
  CHECK_FALSE(plain.json.contains("context"));
}

TEST_CASE("reveng: a message is accepted, streamed and stored") {
  RevengHouse house;
  const std::string conversation = house.open(R"({"title": "T"})");
  const Answer sent = house.say_to(conversation, "fast");
  CHECK(sent.status == 202);
  CHECK(sent.json["status"] == "accepted");
  CHECK(sent.json["trace_id"].get<std::string>().size() == 32);
  const Answer stream = house.events(conversation);
  CHECK(stream.status == 200);
  CHECK(stream.reply.media_type == "text/event-stream");
  CHECK(stream.header("Cache-Control") == "no-cache");
  CHECK(*stream.reply.heartbeat == ": heartbeat\n\n");
  const auto frames = read_frames(*stream.reply.stream);
  CHECK(names(frames) == Names{"RUN_STARTED", "TEXT_MESSAGE_START", "TEXT_MESSAGE_CONTENT", "TEXT_MESSAGE_CONTENT",
                               "TEXT_MESSAGE_END", "RUN_FINISHED"});
  CHECK(stream.reply.stream->take(1).finished);

  const Json events = house.me.get(conversation).json["events"];
  REQUIRE(events.size() == 9);
  for (int i = 0; i < 3; ++i) CHECK(events[i]["role"] == 2);
  CHECK(events[1]["data"]["delta"] == "fast");
  CHECK(events[2]["tokens_used"] > 0);
  for (std::size_t i = 0; i < frames.size(); ++i) {
    const Json& stored = events[i + 3];
    CHECK(stored["event_id"] == frames[i]["id"]);
    CHECK(stored["data"] == frames[i]["data"]["data"]);
    CHECK(frames[i]["data"]["type"] == frames[i]["event"]);
  }
  CHECK(events[3]["type"] == 1);
  CHECK(events[3]["role"] == 3);
  CHECK(events[4]["role"] == 1);
  CHECK(events[8]["type"] == 2);
}

TEST_CASE("reveng: a tool call is told from start to result, inside one run") {
  RevengHouse house;
  const std::string conversation = house.open(R"({"title": "T"})");
  (void)house.say_to(conversation, "tool");
  const auto frames = read_frames(*house.events(conversation).reply.stream);
  CHECK(names(frames) == Names{"RUN_STARTED", "STEP_STARTED", "STEP_FINISHED", "TOOL_CALL_START", "TOOL_CALL_ARGS_DELTA",
                               "TOOL_CALL_ARGS_DELTA", "TOOL_CALL_END", "TOOL_CALL_PROGRESS", "TOOL_CALL_RESULT",
                               "CONTEXT_COMPACTED", "RUN_FINISHED"});
  const Json result = frames[8]["data"]["data"];
  CHECK(result["tool_name"] == "rename_functions");
  CHECK(result["result"] == "renamed");
  CHECK(result["is_error"] == false);
  CHECK(result["updated"] == Json::parse(R"([{"type": "function", "ids": [1]}])"));
  CHECK(result["tool_call_id"] == frames[3]["data"]["data"]["tool_call_id"]);
  CHECK(frames[4]["data"]["data"]["delta"].get<std::string>() + frames[5]["data"]["data"]["delta"].get<std::string>() ==
        R"({"ids":[1,2]})");
  CHECK(house.me.get(conversation).json["events"].back()["type"] == 2);
  CHECK(house.me.get(conversation).json["events"][11]["role"] == 4);
}

TEST_CASE("reveng: a confirmation pauses the run, and the verdict shows in the result") {
  RevengHouse house;
  const std::string conversation = house.open(R"({"title": "T"})");
  check_envelope(house.me.post(conversation + "/confirm", R"({"approved": true})"), 404, "NO_PENDING_CONFIRMATION");
  (void)house.say_to(conversation, "ask");
  const Answer stream = house.events(conversation);
  const Json question = read_frames(*stream.reply.stream).back();
  CHECK(question["event"] == "TOOL_CONFIRMATION_REQUIRED");
  CHECK(question["data"]["data"]["message"] == "Rename?");
  CHECK(question["data"]["data"]["tool_args"] == R"({"ids":[1,2]})");
  check_envelope(house.say_to(conversation, "fast"), 409, "RUN_ALREADY_ACTIVE");
  const bool approved = GENERATE(true, false);
  const Answer answer = house.me.post(conversation + "/confirm", Json({{"approved", approved}}).dump());
  CHECK(answer.status == 200);
  CHECK(answer.json["status"] == (approved ? "confirmed" : "rejected"));
  const auto frames = read_frames(*stream.reply.stream);
  const Json& result = frames[approved ? 1 : 0];
  CHECK(result["event"] == "TOOL_CALL_RESULT");
  CHECK(result["data"]["data"]["is_error"] == !approved);
  CHECK(result["data"]["data"]["tool_call_id"] == question["data"]["data"]["tool_call_id"]);
  CHECK(frames.back()["event"] == "RUN_FINISHED");
  check_envelope(house.me.post(conversation + "/confirm", R"({"approved": true})"), 404, "NO_PENDING_CONFIRMATION");
}

TEST_CASE("reveng: a cancelled run ends with its cancellation, and the next message is accepted") {
  RevengHouse house;
  const std::string conversation = house.open(R"({"title": "T"})");
  check_envelope(house.me.post(conversation + "/cancel"), 404, "NO_ACTIVE_RUN");
  (void)house.say_to(conversation, "forever");
  const Answer cancelled = house.me.post(conversation + "/cancel");
  CHECK(cancelled.status == 200);
  CHECK(cancelled.json["status"] == "cancelled");
  CHECK(names(read_frames(*house.events(conversation).reply.stream)) == Names{"RUN_STARTED", "RUN_CANCELLED"});
  check_envelope(house.me.post(conversation + "/cancel"), 404, "NO_ACTIVE_RUN");
  CHECK(house.say_to(conversation, "fast").status == 202);
}

TEST_CASE("reveng: a failing run ends with a message") {
  RevengHouse house;
  const std::string conversation = house.open(R"({"title": "T"})");
  (void)house.say_to(conversation, "broken");
  const auto frames = read_frames(*house.events(conversation).reply.stream);
  CHECK(frames.back()["event"] == "RUN_ERROR");
  CHECK(frames.back()["data"]["data"] == Json({{"message", "out of memory"}}));
}

TEST_CASE("reveng: a title is set once, in the first run, if none was given") {
  RevengHouse house;
  const auto titles = [&](const std::string& conversation) {
    int count = 0;
    for (const auto& frame : read_frames(*house.events(conversation, "?last_event_id=0").reply.stream))
      count += frame["event"] == "TITLE_UPDATED";
    return count;
  };
  const std::string untitled = house.open();
  (void)house.say_to(untitled, "titled");
  (void)house.say_to(untitled, "titled");
  CHECK(titles(untitled) == 1);
  CHECK(house.me.get(untitled).json["title"] == "Named");

  const std::string given = house.open(R"({"title": "Given"})");
  (void)house.say_to(given, "titled");
  CHECK(titles(given) == 0);
  CHECK(house.me.get(given).json["title"] == "Given");

  const std::string late = house.open();
  (void)house.say_to(late, "fast");
  (void)house.say_to(late, "titled");
  CHECK(titles(late) == 0);
}

TEST_CASE("reveng: a citation in a script is left out, the vendor has none") {
  RevengHouse house;
  const std::string conversation = house.open();
  (void)house.say_to(conversation, "cites");
  CHECK(read_frames(*house.events(conversation).reply.stream).size() == 5);
  CHECK(house.me.get(conversation).json["events"].size() == 8);
}

TEST_CASE("reveng: an unknown prompt is answered in pieces, with a title from its first words") {
  RevengHouse house;
  const std::string conversation = house.open();
  (void)house.say_to(conversation, "Explain this function to me");
  const Answer stream = house.events(conversation);
  CHECK(names(read_frames(*stream.reply.stream)) ==
        Names{"RUN_STARTED", "TITLE_UPDATED", "TEXT_MESSAGE_START", "TEXT_MESSAGE_CONTENT"});
  CHECK(house.me.get(conversation).json["title"] == "Explain this function to me");
  check_envelope(house.say_to(conversation, "too early"), 409, "RUN_ALREADY_ACTIVE");
  house.scheduler.advance(12 * 25ms);
  CHECK(read_frames(*stream.reply.stream).size() == 13);
  CHECK(house.say_to(conversation, "now").status == 202);
}

TEST_CASE("reveng: content that looks like framing stays content") {
  RevengHouse house;
  const std::string conversation = house.open(R"({"title": "T"})");
  (void)house.say_to(conversation, "hostile");
  std::string text;
  const auto frames = read_frames(*house.events(conversation).reply.stream);
  for (const auto& frame : frames) text += frame["data"]["data"].value("delta", "");
  CHECK(text == std::get<scenarios::Say>(test::agent().back().agent[0].actions[0]).text);
  CHECK(frames.back()["event"] == "RUN_FINISHED");
}

TEST_CASE("reveng: a UUID is the same in upper case") {
  RevengHouse house;
  std::string conversation = house.open();
  const std::size_t id = conversation.rfind('/') + 1;
  for (std::size_t at = id; at < conversation.size(); ++at)
    conversation[at] = static_cast<char>(std::toupper(conversation[at]));
  CHECK(house.me.get(conversation).status == 200);
}

TEST_CASE("reveng: unread conversations are shared bytes, changed ones are new bytes") {
  RevengHouse house;
  const std::string conversation = house.open();
  const Bytes first = house.me.get(conversation).reply.body;
  CHECK(house.me.get(conversation).reply.body == first);
  (void)house.say_to(conversation, "fast");
  CHECK(house.me.get(conversation).reply.body != first);
}

TEST_CASE("reveng: the same requests get the same bytes with a seed") {
  const auto story = [](RevengHouse& house) {
    std::string seen;
    const std::string conversation = house.open();
    seen += *house.say_to(conversation, "tool").reply.body;
    seen += *house.say_to(conversation, " ").reply.body;
    for (const auto& frame : read_frames(*house.events(conversation).reply.stream)) seen += frame.dump();
    seen += *house.me.get(conversation).reply.body;
    return seen + *house.me.get("/v2/conversations").reply.body;
  };
  RevengHouse one;
  RevengHouse same;
  const std::string first = story(one);
  CHECK(story(same) == first);
  one.application.reset();
  CHECK(story(one) == first);
  RevengHouse unseeded(std::nullopt);
  CHECK(story(unseeded) != first);
}
