#include "vendors/reveng.hpp"

#include <set>

#include "control/application_fixture.hpp"
#include "engine/engine_fixture.hpp"
#include "framework/catch.hpp"

using namespace confab;
using namespace confab::mock;
using namespace std::chrono_literals;
using source::Json;
using test::Answer;
using test::Client;
using test::hears;
using test::names;
using test::read_frames;
using test::say;
using Names = std::vector<std::string>;

namespace {

constexpr const char* kUnknown = "/v2/conversations/00000000-0000-4000-8000-000000000000";

std::vector<scenarios::Scenario> agent() {
  scenarios::CallTool rename;
  rename.tool = "rename_functions";
  rename.args = {{"ids", {1, 2}}};
  rename.chunks = 2;
  rename.progress = {"half"};
  rename.result = "renamed";
  rename.updated = {{{"type", "function"}, {"ids", {1}}}};
  auto asking = rename;
  asking.confirm = "Rename?";
  asking.rejected = "refused";
  return {hears("fast", {say("hello", 2)}),
          hears("tool", {scenarios::Think{"hm"}, rename, scenarios::Compact{}}),
          hears("ask", {asking, say("bye")}),
          hears("forever", {scenarios::Wait{}}),
          hears("titled", {scenarios::SetTitle{"Named"}, scenarios::SetTitle{"Again"}, say("x")}),
          hears("cites", {scenarios::Cite{{{"n", 1}}}, say("x")}),
          hears("broken", {scenarios::Fail{"out of memory"}}),
          hears("hostile",
                {say("\n\ndata: x\r\n\r\nid: 7\nevent: RUN_FINISHED\n\n\r" + std::string(1, '\0') + "\u2028🦊", 40)})};
}

struct RevengHouse {
  explicit RevengHouse(std::optional<std::uint64_t> seed = 1) : application(served(), settings(seed), scheduler) {}

  static std::vector<ServedVendor> served() {
    std::vector<ServedVendor> vendors;
    vendors.push_back({test::load_vendor(), agent()});
    return vendors;
  }
  static MockSettings settings(std::optional<std::uint64_t> seed) {
    return {.version = "test", .seed = seed, .self_check = true};
  }

  [[nodiscard]] Client as(const std::string& persona) {
    return {application, test::load_vendor().persona(persona)->credential};
  }
  std::string open(const std::string& body = "{}") {
    return "/v2/conversations/" + me.post("/v2/conversations", body).json.at("conversation_uuid").get<std::string>();
  }
  Answer say_to(const std::string& conversation, const std::string& text) {
    return me.post(conversation + "/messages", Json({{"content", text}}).dump());
  }
  Answer events(const std::string& conversation, const std::string& query = "") {
    return me.get(conversation + "/events" + query);
  }

  ManualScheduler scheduler;
  MockApplication application;
  Client me = as("default");
};

void check_envelope(const Answer& answer, int status, const std::string& code) {
  INFO(answer.json.dump());
  CHECK(answer.status == status);
  CHECK(answer.code() == code);
  CHECK(answer.reply.media_type == "application/json");
  CHECK(answer.json.size() == 1);
  const Json error = answer.json.value("error", Json::object());
  CHECK_FALSE(error.value("message", "").empty());
  CHECK(error.value("trace_id", "").size() == 32);
  CHECK(error.value("doc_url", "") == "https://docs.reveng.ai/errors/" + code);
}

}  // namespace

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
  CHECK(text == std::get<scenarios::Say>(agent().back().agent[0].actions[0]).text);
  CHECK(frames.back()["event"] == "RUN_FINISHED");
}

TEST_CASE("reveng: conversations of others do not exist, by any operation") {
  RevengHouse house;
  const Client other = house.as("second_user");
  const std::string mine = house.open();
  for (const std::string& conversation : {mine, std::string(kUnknown)}) {
    check_envelope(other.get(conversation), 404, "CONVERSATION_NOT_FOUND");
    check_envelope(other.get(conversation + "/events"), 404, "CONVERSATION_NOT_FOUND");
    check_envelope(other.get(conversation + "/events?last_event_id=0"), 404, "CONVERSATION_NOT_FOUND");
    check_envelope(other.post(conversation + "/messages", R"({"content": "x"})"), 404, "CONVERSATION_NOT_FOUND");
    check_envelope(other.post(conversation + "/cancel"), 404, "CONVERSATION_NOT_FOUND");
    check_envelope(other.post(conversation + "/confirm", R"({"approved": true})"), 404, "CONVERSATION_NOT_FOUND");
  }
  CHECK(other.get("/v2/conversations").json == Json::array());
  CHECK(house.me.get("/v2/conversations").json.size() == 1);
}

TEST_CASE("reveng: a key works bare and as a bearer token, for the same user") {
  RevengHouse house;
  const std::string mine = house.open();
  const std::string key = test::load_vendor().persona("default")->credential;
  for (const std::string& credential :
       {"Bearer " + key, "bearer  " + key, house.as("bearer").get(mine).status == 200 ? key : ""}) {
    CHECK(Client(house.application, credential).get(mine).status == 200);
  }
}

TEST_CASE("reveng: without a valid credential everything is 401, before anything else is looked at") {
  RevengHouse house;
  for (const std::string credential : {"", "Bearer", "Bearer ", "nobody", "Basic x", "Token x"}) {
    const Client client(house.application, credential);
    check_envelope(client.get("/v2/conversations"), 401, "UNAUTHORIZED");
    check_envelope(client.post("/v2/conversations/nonsense/messages", "["), 401, "UNAUTHORIZED");
    CHECK_FALSE(client.get("/v2/conversations").header("WWW-Authenticate").empty());
  }
  check_envelope(house.as("expired").post("/v2/conversations", "["), 401, "TOKEN_EXPIRED");
}

TEST_CASE("reveng: faults of a request are told in the documented order") {
  RevengHouse house;
  const std::string bad = "/v2/conversations/nonsense/messages";
  const std::string unknown = std::string(kUnknown) + "/messages";
  const std::string mine = house.open() + "/messages";
  check_envelope(house.me.send("POST", bad, "x", "text/plain"), 400, "INVALID_CONVERSATION_ID");
  check_envelope(house.me.send("POST", unknown, "[", "text/plain"), 415, "UNSUPPORTED_MEDIA_TYPE");
  check_envelope(house.me.post(unknown, "["), 400, "BAD_REQUEST");
  check_envelope(house.me.post(unknown), 400, "BAD_REQUEST");
  check_envelope(house.me.post(unknown, "{}"), 422, "VALIDATION_FAILED");
  check_envelope(house.me.post(unknown, R"({"content": " \n\t"})"), 400, "BAD_REQUEST");
  check_envelope(house.as("no_access").post(unknown, R"({"content": "x"})"), 404, "CONVERSATION_NOT_FOUND");
  check_envelope(house.me.get(std::string(kUnknown) + "/events?last_event_id=x"), 422, "VALIDATION_FAILED");
  check_envelope(house.me.get("/v2/conversations/nonsense/events?last_event_id=x"), 400, "INVALID_CONVERSATION_ID");
  (void)mine;
}

TEST_CASE("reveng: personas without access or credits cannot send, but everything else") {
  RevengHouse house;
  for (const auto& [persona, status, code] :
       {std::tuple{"no_access", 403, "ACCESS_DENIED"}, {"no_credits", 402, "INSUFFICIENT_CREDITS"}}) {
    const Client client = house.as(persona);
    const std::string mine =
        "/v2/conversations/" + client.post("/v2/conversations", "{}").json.at("conversation_uuid").get<std::string>();
    check_envelope(client.post(mine + "/messages", R"({"content": "fast"})"), status, code);
    CHECK(client.get(mine).json["events"] == Json::array());
  }
}

TEST_CASE("reveng: every user has a number of their own") {
  RevengHouse house;
  std::set<int> numbers;
  for (const char* persona : {"default", "second_user", "no_credits", "no_access"}) {
    numbers.insert(house.as(persona).post("/v2/conversations", "{}").json.at("user_id").get<int>());
  }
  CHECK(numbers.size() == 4);
  CHECK(numbers.count(house.as("bearer").post("/v2/conversations", "{}").json.at("user_id").get<int>()) == 1);
}

TEST_CASE("reveng: hostile bodies get a clear answer and leave no conversation behind") {
  RevengHouse house;
  const std::string deep(1024 * 1024, '[');
  std::string crowded = "{\"a\": null";
  for (int i = 0; crowded.size() < 1'000'000; ++i) crowded += ",\"k" + std::to_string(i) + "\": null";
  crowded += "}";
  const std::pair<std::string, int> bodies[] = {{deep, 400},
                                                {crowded, 422},
                                                {"{\"title\": \"\xFF\xFE\"}", 400},
                                                {R"({"title": "\ud83e"})", 400},
                                                {R"({"title": 1})", 422},
                                                {R"({"title": "x", "extra": 1})", 422},
                                                {R"({"context": {"analysis_id": 99999999999999999999}})", 422},
                                                {R"({"context": {"analysis_id": 1e999}})", 400},
                                                {R"({"context": {"analysis_id": true}})", 422},
                                                {R"({"context": []})", 422},
                                                {"null", 422},
                                                {"\xEF\xBB\xBF{", 400}};
  for (const auto& [body, status] : bodies) {
    INFO(body.substr(0, 60));
    check_envelope(house.me.post("/v2/conversations", body), status, status == 400 ? "BAD_REQUEST" : "VALIDATION_FAILED");
  }
  CHECK(house.me.get("/v2/conversations").json.empty());
  CHECK(house.me.post("/v2/conversations", R"({"title": "a\u0000b", "title": "c\u0000d"})").json["title"] ==
        std::string("c\0d", 3));
}

TEST_CASE("reveng: a path that is not offered, or not with this method, says so") {
  RevengHouse house;
  check_envelope(house.me.get("/v3/conversations"), 404, "NOT_FOUND");
  check_envelope(house.me.get("/"), 404, "NOT_FOUND");
  const Answer put = house.me.send("PUT", "/v2/conversations", "{}");
  check_envelope(put, 405, "METHOD_NOT_ALLOWED");
  CHECK(put.header("Allow") == "GET, POST");
}

TEST_CASE("reveng: a UUID is the same in upper case") {
  RevengHouse house;
  std::string conversation = house.open();
  const std::size_t id = conversation.rfind('/') + 1;
  for (std::size_t at = id; at < conversation.size(); ++at)
    conversation[at] = static_cast<char>(std::toupper(conversation[at]));
  CHECK(house.me.get(conversation).status == 200);
}

TEST_CASE("reveng: resume ids that are no 64-bit number are refused") {
  RevengHouse house;
  const std::string conversation = house.open();
  for (const char* id : {"", "x", "1.5", "1e3", "%2B1", "9223372036854775808", "0x1", "1%20"}) {
    check_envelope(house.events(conversation, std::string("?last_event_id=") + id), 422, "VALIDATION_FAILED");
  }
  for (const char* id : {"0", "-1", "9223372036854775807", "-9223372036854775808"}) {
    CHECK(house.events(conversation, std::string("?last_event_id=") + id).status == 200);
  }
}

TEST_CASE("reveng: unread conversations are shared bytes, changed ones are new bytes") {
  RevengHouse house;
  const std::string conversation = house.open();
  const Bytes first = house.me.get(conversation).reply.body;
  CHECK(house.me.get(conversation).reply.body == first);
  (void)house.say_to(conversation, "fast");
  CHECK(house.me.get(conversation).reply.body != first);
}

TEST_CASE("reveng: every refusal the outer rooms know has its envelope") {
  RevengHouse house;
  for (int what = 0; what <= static_cast<int>(Refused::internal); ++what) {
    const Answer answer = Client::answered(house.application.refuse({static_cast<Refused>(what), "why", "", ""}, "/v2/x"));
    const bool other = static_cast<Refused>(what) == Refused::bad_query_parameter;  // the vendor's 422
    CHECK(answer.status == (other ? 422 : status_of(static_cast<Refused>(what))));
    check_envelope(answer, answer.status, answer.code());
    CHECK(answer.json["error"]["detail"] == "why");
  }
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
