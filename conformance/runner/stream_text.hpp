// What a reader sees of a stream: its text, and the order of its frames.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "checks/stored_events.hpp"
#include "client/frame.hpp"
#include "model/stream_spec.hpp"

namespace confab::conformance {

/// Messages in the order of their first frame, each with its deltas put together; by the value at `text.key`.
using Messages = std::vector<std::pair<std::string, std::string>>;

[[nodiscard]] Messages streamed_messages(const spec::StreamSpec& spec, std::span<const Frame> frames);
/// The same from stored events, whose data stand at `data_at` of the streamed payload.
[[nodiscard]] Messages stored_messages(const spec::StreamSpec& spec, std::span<const StoredEvent> events);

/// All messages as one text, line breaks between them.
[[nodiscard]] std::string assembled_text(const Messages& messages);

}  // namespace confab::conformance
