// Server-sent events, the sender's side (WHATWG HTML, 9.2.5).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "source/json_text.hpp"

namespace confab::mock {

/// "id", "event", "data" and a blank line, ended by LF; `id` is left out when not positive. JSON text has no line breaks, so
/// no content can end the field or the frame. `event` must not hold a line break.
[[nodiscard]] std::string render_sse_frame(std::int64_t id, std::string_view event, const source::Json& data);

/// A comment, which readers skip; carries no id.
[[nodiscard]] std::string render_sse_comment(std::string_view text);

}  // namespace confab::mock
