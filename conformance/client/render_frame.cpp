#include "client/render_frame.hpp"

#include "source/json_text.hpp"

namespace confab::conformance {
namespace {

std::string quoted(const std::string& text) {
  return source::render_json(text);
}

}  // namespace

std::string render_frame_json(const SseEvent& event) {
  return R"({"event":)" + quoted(event.event) + R"(,"data":)" + quoted(event.data) + R"(,"id":)" + quoted(event.id) + "}";
}

std::string render_end_json(const SseDecoder& decoder) {
  const auto retry = decoder.retry_ms() ? std::to_string(*decoder.retry_ms()) : "null";
  return R"({"retry":)" + retry + R"(,"last_event_id":)" + quoted(decoder.last_event_id()) + "}";
}

}  // namespace confab::conformance
