#include "client/frame.hpp"

#include "framework/catch.hpp"

namespace confab::conformance {
namespace {

using std::chrono::milliseconds;

spec::StreamSpec spec_of(spec::Framing framing, std::string name_field, std::string id_field = {}) {
  spec::StreamSpec spec;
  spec.framing = framing;
  spec.name_field = std::move(name_field);
  spec.id.field = std::move(id_field);
  return spec;
}

TEST_CASE("an SSE frame has its name, payload, text, id and arrival time", "[frame]") {
  const auto spec = spec_of(spec::Framing::sse, "event", "id");
  const auto decoder = make_frame_decoder(spec);
  std::vector<Frame> frames;
  decoder->feed(": hi\nretry: 7\nid: 4\nevent: START\ndata: {\"a\": 1}\n", milliseconds(10), frames);
  CHECK(frames.empty());
  CHECK(decoder->inside_frame());
  decoder->feed("\ndata: oops\n\n", milliseconds(25), frames);

  REQUIRE(frames.size() == 2);
  CHECK(frames[0].name == "START");
  REQUIRE(frames[0].payload);
  CHECK(*frames[0].payload == source::Json{{"a", 1}});
  CHECK(frames[0].data == "{\"a\": 1}");
  CHECK(frames[0].id == "4");
  CHECK(frames[0].has_id);
  CHECK(frames[0].at == milliseconds(25));
  REQUIRE(frames[0].event);
  CHECK(frames[0].event->event == "START");

  CHECK(frames[1].name == "message");
  CHECK_FALSE(frames[1].payload);
  CHECK(frames[1].id == "4");
  CHECK_FALSE(frames[1].has_id);
  CHECK(decoder->last_id() == "4");
  CHECK(decoder->retry_ms() == 7);
  CHECK(decoder->heartbeats() == 1);
  CHECK_FALSE(decoder->inside_frame());
  CHECK(decoder->fault().empty());
}

TEST_CASE("an SSE frame whose name stands in the payload takes it from there", "[frame]") {
  const auto spec = spec_of(spec::Framing::sse, "/type");
  std::vector<Frame> frames;
  make_frame_decoder(spec)->feed("event: x\ndata: {\"type\":\"T\"}\n\ndata: {\"type\":1}\n\ndata: 1\n\ndata: {\n\n", {},
                                 frames);
  REQUIRE(frames.size() == 4);
  CHECK(frames[0].name == "T");
  for (const std::size_t at : {1U, 2U, 3U}) CHECK(frames[at].name.empty());
}

TEST_CASE("an NDJSON frame has its name and id from the payload", "[frame]") {
  const auto spec = spec_of(spec::Framing::ndjson, "/k", "/id");
  const auto decoder = make_frame_decoder(spec);
  std::vector<Frame> frames;
  decoder->feed("{\"k\":\"v\",\"id\":\"9\"}\r\n\n{\"k\":1}\nnot json\n{\"k\"", milliseconds(3), frames);
  REQUIRE(frames.size() == 3);
  CHECK(frames[0].name == "v");
  CHECK(frames[0].id == "9");
  CHECK(frames[0].data == "{\"k\":\"v\",\"id\":\"9\"}");
  CHECK_FALSE(frames[0].event);
  CHECK(frames[1].name.empty());
  CHECK_FALSE(frames[1].has_id);
  CHECK(frames[2].data == "not json");
  CHECK_FALSE(frames[2].payload);
  CHECK(decoder->last_id() == "9");
  CHECK(decoder->heartbeats() == 1);
  CHECK(decoder->inside_frame());
  CHECK(decoder->retry_ms() == std::nullopt);
}

TEST_CASE("a frame above the limits stops its decoder with a reason", "[frame]") {
  for (const auto framing : {spec::Framing::sse, spec::Framing::ndjson}) {
    const auto spec = spec_of(framing, "event");
    const auto decoder = make_frame_decoder(spec);
    std::vector<Frame> frames;
    decoder->feed(std::string(17 * 1024 * 1024, 'x'), {}, frames);
    decoder->feed("\n\n1\n\n", {}, frames);
    CHECK(decoder->fault() == "a line above the limit");
    CHECK(frames.empty());
  }
}

TEST_CASE("messages of a WebSocket are recorded one a line", "[frame]") {
  auto spec = spec_of(spec::Framing::websocket, "");
  spec.name_otherwise = {{"/gone", "GONE"}, {"", "THING"}};
  std::vector<Frame> frames;
  make_frame_decoder(spec)->feed("{\"id\":1}\n{\"gone\":1}\n", {}, frames);
  REQUIRE(frames.size() == 2);
  CHECK(frames[0].name == "THING");
  CHECK(frames[1].name == "GONE");
  CHECK_FALSE(frames[1].has_id);
}

}  // namespace
}  // namespace confab::conformance
