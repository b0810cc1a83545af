// Did the frames arrive as they were produced?
#pragma once

#include <chrono>
#include <optional>
#include <span>

#include "checks/stored_events.hpp"
#include "client/frame.hpp"
#include "loader/script.hpp"
#include "runner/outcome.hpp"

namespace confab::conformance {

/// Why a run is known to have taken time, and how long.
struct Duration {
  std::chrono::milliseconds took{0};
  std::string why;  // "the script pauses for 100 ms", "the stored events are 1200 ms apart"
};

/// How long the longest script of a story pauses, endless waits left out.
[[nodiscard]] std::chrono::milliseconds scripted_pauses(std::span<const scenarios::Reaction> agent);

/// How far apart in time the stored events of the streamed frames are; nothing if they carry no times.
[[nodiscard]] std::optional<std::chrono::milliseconds> stored_spread(const spec::StreamSpec& spec,
                                                                     std::span<const Frame> frames,
                                                                     std::span<const StoredEvent> events);

/// How far apart the first and the last frame arrived.
[[nodiscard]] std::chrono::milliseconds arrival_spread(std::span<const Frame> frames);

/// `stream.incremental`. Frames that arrived well apart prove it whatever the run took. Frames that came all at once are a
/// breach only of a run that is known to have taken time; of another one nothing can be said.
[[nodiscard]] Outcome judge_incremental(std::span<const Frame> frames, const std::optional<Duration>& run);

}  // namespace confab::conformance
