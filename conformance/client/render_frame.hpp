// What `confab frames --json` prints.
#pragma once

#include <string>

#include "client/sse_decoder.hpp"

namespace confab::conformance {

/// {"event": …, "data": …, "id": …} on one line, keys in this order, without a line break at the end. `data` is the string
/// as decoded; `id` is the last event id at that moment.
[[nodiscard]] std::string render_frame_json(const SseEvent& event);

/// The last line of `--framing sse`: {"retry": number or null, "last_event_id": …}.
[[nodiscard]] std::string render_end_json(const SseDecoder& decoder);

}  // namespace confab::conformance
