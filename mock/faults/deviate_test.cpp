#include "framework/catch.hpp"
#include "vendors/reveng_fixture.hpp"

using namespace confab;
using namespace confab::mock;
using source::Json;
using test::Answer;
using test::RevengHouse;

namespace {

/// The mock with deviations switched on through its control page.
struct DeviantHouse : RevengHouse {
  Answer deviate(const Json& texts) { return me.send("PUT", "/_confab/deviations", texts.dump()); }
  std::vector<std::string> run(const std::string& prompt = "fast") {
    const std::string conversation = open();
    CHECK(say_to(conversation, prompt).status == 202);
    return test::names(test::read_frames(*events(conversation).reply.stream));
  }
};

const std::vector<std::string> kRight = {"RUN_STARTED",          "TEXT_MESSAGE_START", "TEXT_MESSAGE_CONTENT",
                                         "TEXT_MESSAGE_CONTENT", "TEXT_MESSAGE_END",   "RUN_FINISHED"};

}  // namespace

TEST_CASE("What is switched on is listed, replaced and cleared") {
  DeviantHouse house;
  CHECK(house.me.get("/_confab/deviations").json["deviations"].empty());
  CHECK(house.deviate({"status:to=500"}).status == 204);
  CHECK(house.me.get("/_confab/deviations").json["deviations"] == Json({"status:to=500"}));
  CHECK(house.me.get("/v2/conversations").status == 500);
  CHECK(house.deviate({"statos:to=500"}).status == 400);
  CHECK(house.deviate({{"status", "to=500"}}).status == 400);
  CHECK(house.me.get("/v2/conversations").status == 500);
  CHECK(house.me.send("DELETE", "/_confab/deviations", "").status == 204);
  CHECK(house.me.get("/v2/conversations").status == 200);
}

TEST_CASE("Only the operation a deviation names deviates") {
  DeviantHouse house;
  (void)house.deviate({"status:operation=create_conversation,to=200"});
  CHECK(house.me.post("/v2/conversations", "{}").status == 200);
  CHECK(house.me.get("/v2/conversations").status == 200);
  CHECK(house.me.get("/v2/nothing").status == 404);
}

TEST_CASE("Whoever asks is taken for another persona") {
  DeviantHouse house;
  const std::string conversation = house.open();
  CHECK(house.as("second_user").get(conversation).status == 404);
  (void)house.deviate({"taken_for:persona=default"});
  CHECK(house.as("second_user").get(conversation).status == 200);
}

TEST_CASE("What is not done is answered all the same, what is done twice leaves two") {
  DeviantHouse house;
  (void)house.deviate({R"(not_done:status=201,type=application/json,body={"a":1})"});
  CHECK(house.me.post("/v2/conversations", "{}").json == Json({{"a", 1}}));
  (void)house.deviate({"done_twice:operation=create_conversation"});
  CHECK(house.me.post("/v2/conversations", "{}").status == 201);
  CHECK(house.me.get("/v2/conversations").json.size() == 2);
}

TEST_CASE("A frame is missing, repeated, out of place or late") {
  DeviantHouse house;
  const auto with = [&](const std::string& text) { return (void)house.deviate({text}), house.run(); };
  REQUIRE(with("no_answer:operation=list_conversations") == kRight);
  const auto expected = [](std::initializer_list<std::size_t> order) {
    std::vector<std::string> names;
    for (const std::size_t at : order) names.push_back(kRight[at]);
    return names;
  };
  CHECK(with("frame_dropped:frame=TEXT_MESSAGE_START") == expected({0, 2, 3, 4, 5}));
  CHECK(with("frame_dropped:frame=TEXT_MESSAGE_CONTENT,nth=0") == expected({0, 1, 4, 5}));
  CHECK(with("frame_doubled:frame=terminal") == expected({0, 1, 2, 3, 4, 5, 5}));
  CHECK(with("frame_swapped:nth=1") == expected({1, 0, 2, 3, 4, 5}));
  CHECK(with("frame_late:frame=TEXT_MESSAGE_END") == expected({0, 1, 2, 3, 5, 4}));
  CHECK(with("frame_echoed:frame=RUN_STARTED") == expected({0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0}));
  CHECK(with("frame_foretold:frame=RUN_FINISHED,to=X") ==
        std::vector<std::string>{"RUN_STARTED", "TEXT_MESSAGE_START", "TEXT_MESSAGE_CONTENT", "TEXT_MESSAGE_CONTENT",
                                 "TEXT_MESSAGE_END", "X", "RUN_FINISHED"});
  CHECK(with("stream_ended:frame=TEXT_MESSAGE_END") == expected({0, 1, 2, 3}));
  CHECK(with("frame_renamed:frame=RUN_STARTED,to=X").front() == "X");
}

TEST_CASE("A stream is held back, cut, or stays open") {
  DeviantHouse house;
  const auto bytes_with = [&](const std::string& text) {
    (void)house.deviate({text});
    const std::string conversation = house.open();
    (void)house.say_to(conversation, "fast");
    const auto stream = house.events(conversation).reply.stream;
    std::string bytes;
    FrameSource::Batch batch;
    do {
      batch = stream->take(3);
      for (const Bytes& frame : batch.frames) bytes += *frame;
    } while (!batch.finished && !batch.frames.empty());
    return std::pair(bytes, batch.finished);
  };
  const auto [right, finished] = bytes_with("stream_at_once");
  CHECK(finished);
  CHECK(right.ends_with("\n\n"));
  const auto [cut, cut_off] = bytes_with("stream_cut:frame=RUN_FINISHED");
  CHECK(cut_off);
  CHECK_FALSE(cut.ends_with("\n\n"));
  CHECK_FALSE(bytes_with("stream_never_ends").second);
}

TEST_CASE("A stream with a length is a plain body") {
  DeviantHouse house;
  (void)house.deviate({"stream_sized"});
  const std::string conversation = house.open();
  (void)house.say_to(conversation, "fast");
  const Answer answer = house.events(conversation);
  CHECK(answer.reply.stream == nullptr);
  REQUIRE(answer.reply.body);
  CHECK(answer.reply.body->find("RUN_FINISHED") != std::string::npos);
}

TEST_CASE("Under a variation the frames stay what they were") {
  DeviantHouse house;
  for (const char* name : {"json_reversed", "json_spaced", "json_escaped", "extra_headers", "charset"}) {
    CAPTURE(name);
    CHECK(house.deviate({name}).status == 204);
    CHECK(house.run() == kRight);
  }
}

TEST_CASE("Ids with gaps are the same in frames, in what is stored, and when they are given back") {
  DeviantHouse house;
  (void)house.deviate({"ids_with_gaps"});
  const std::string conversation = house.open();
  (void)house.say_to(conversation, "fast");
  const auto ids_after = [&](const std::string& query) {
    std::vector<std::string> ids;
    const Answer answer = house.events(conversation, query);
    for (const Json& frame : test::read_frames(*answer.reply.stream)) ids.push_back(frame.at("id").dump());
    return ids;
  };
  const std::vector<std::string> ids = ids_after("?last_event_id=0");
  REQUIRE(ids.size() > 3);
  std::vector<std::string> stored;
  const Answer whole = house.me.get(conversation);
  for (const Json& event : whole.json.at("events")) stored.push_back(event.at("event_id").dump());
  CHECK(std::equal(ids.rbegin(), ids.rend() - 1, stored.rbegin()));
  CHECK(std::stoi(ids[2]) - std::stoi(ids[1]) == 7);
  CHECK(ids_after("?last_event_id=" + ids[1]) == std::vector<std::string>(ids.begin() + 2, ids.end()));
  CHECK(ids_after("?last_event_id=" + std::to_string(std::stoi(ids[1]) + 3)) ==
        std::vector<std::string>(ids.begin() + 2, ids.end()));
}
