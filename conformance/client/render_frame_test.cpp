#include "client/render_frame.hpp"

#include "framework/catch.hpp"

namespace confab::conformance {
namespace {

TEST_CASE("a decoded event is one line with event, data and id in this order", "[frames]") {
  CHECK(render_frame_json({"message", "a\nb\"\x01", "7", true}) == R"({"event":"message","data":"a\nb\"\u0001","id":"7"})");
  CHECK(render_frame_json({"x", "\xC3\xA4", "", false}) == "{\"event\":\"x\",\"data\":\"\xC3\xA4\",\"id\":\"\"}");
}

TEST_CASE("the last line tells retry and the resume point", "[frames]") {
  SseDecoder decoder;
  std::vector<SseEvent> events;
  CHECK(render_end_json(decoder) == R"({"retry":null,"last_event_id":""})");
  decoder.feed("retry: 3000\nid: a\"b\n\nid: unclosed\n", events);
  CHECK(render_end_json(decoder) == R"({"retry":3000,"last_event_id":"a\"b"})");
}

}  // namespace
}  // namespace confab::conformance
