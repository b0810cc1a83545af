#include "engine/sse_frame.hpp"

#include <fmt/format.h>

#include "source/invariant.hpp"

namespace confab::mock {

std::string render_sse_frame(std::int64_t id, std::string_view event, const source::Json& data) {
  source::invariant(event.find_first_of("\r\n") == std::string_view::npos, "an event name is one line");
  const std::string text = source::render_json(data);
  if (id <= 0) return fmt::format("event: {}\ndata: {}\n\n", event, text);
  return fmt::format("id: {}\nevent: {}\ndata: {}\n\n", id, event, text);
}

std::string render_sse_comment(std::string_view text) {
  source::invariant(text.find_first_of("\r\n") == std::string_view::npos, "a comment is one line");
  return fmt::format(": {}\n\n", text);
}

}  // namespace confab::mock
