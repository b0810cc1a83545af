#include "engine/sse_frame.hpp"

#include "framework/catch.hpp"
#include "source/invariant.hpp"

using namespace confab::mock;
using confab::source::Json;

TEST_CASE("a frame is id, event, data and a blank line") {
  CHECK(render_sse_frame(41, "X", {{"a", 1}}) == "id: 41\nevent: X\ndata: {\"a\":1}\n\n");
}

TEST_CASE("an id that is not positive is left out") {
  CHECK(render_sse_frame(0, "X", nullptr) == "event: X\ndata: null\n\n");
  CHECK(render_sse_frame(-1, "X", nullptr) == "event: X\ndata: null\n\n");
}

TEST_CASE("no content ends a line, a field or a frame") {
  const std::string hostile[] = {
      "\n\n",         "\r\n\r\n", "\r",           "data: x\n\nid: 9\n\n", "\nevent: RUN_FINISHED",
      "\u2028\u2029", "\u0085",   "\u000B\u000C", std::string("a\0b", 3), "\xEF\xBB\xBF:",
      "🦊 Grüße", "\"}\\",    "\x7F",         "\xFF\xC0 not UTF-8",   std::string(100'000, '\n')};
  for (const std::string& text : hostile) {
    const std::string frame = render_sse_frame(1, "X", {{"delta", text}});
    const std::string head = "id: 1\nevent: X\ndata: ";
    REQUIRE(frame.substr(0, head.size()) == head);
    REQUIRE(frame.substr(frame.size() - 2) == "\n\n");
    const std::string data = frame.substr(head.size(), frame.size() - head.size() - 2);
    CHECK(data.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
    const Json back = Json::parse(data);
    if (text.find('\xFF') == std::string::npos) CHECK(back["delta"] == text);
  }
}

TEST_CASE("names and comments are single lines or our own fault") {
  CHECK_THROWS_AS(render_sse_frame(1, "X\ndata: y", nullptr), confab::source::InvariantViolated);
  CHECK_THROWS_AS(render_sse_comment("a\rb"), confab::source::InvariantViolated);
  CHECK(render_sse_comment("heartbeat") == ": heartbeat\n\n");
}
