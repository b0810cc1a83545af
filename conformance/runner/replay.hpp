// The replay law: what was seen up to a frame, plus what comes after a reconnect there, is the whole stream.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "client/frame.hpp"
#include "model/stream_spec.hpp"
#include "runner/compare.hpp"

namespace confab::conformance {

/// Above this many, only some cuts are tried: the first and last quarter of this number, and as many as half of it spread
/// evenly between them.
inline constexpr std::size_t kMostCuts = 64;
/// Reconnects are tried so many at a time, unless the deployment allows fewer.
inline constexpr std::size_t kReplayConnections = 4;

/// How many frames had been seen at each reconnect: every count after a frame with an id, or those of `wanted` among them.
[[nodiscard]] std::vector<std::size_t> choose_cuts(const spec::StreamSpec& spec, std::span<const Frame> frames,
                                                   const std::optional<std::vector<int>>& wanted);

/// The frames that must come after `seen` frames, as indexes into the recording: from here to its end.
[[nodiscard]] std::size_t first_missed(const spec::StreamSpec& spec, std::size_t seen);

/// How the reading after a reconnect stands.
enum class Reading { goes_on, over };

/// The first frame that is not the one that had to come, with what it is instead: one seen before, one further on, another
/// conversation's, the whole history again. While the reading goes on, nothing is missing. Surplus frames after the
/// recording's last one are told as well, unless it was live, when more may follow. `why`: how the reading came to its end.
[[nodiscard]] std::optional<Difference> replay_difference(const spec::StreamSpec& spec, std::span<const Frame> recording,
                                                          std::size_t seen, std::span<const Frame> came, Reading reading,
                                                          const std::string& why);

/// Index of the first frame in `came` that is none of the recording's, at or after the recording's end; nothing if there is
/// none.
[[nodiscard]] std::optional<std::size_t> first_surplus(const spec::StreamSpec& spec, std::span<const Frame> recording,
                                                       std::size_t seen, std::span<const Frame> came);

}  // namespace confab::conformance
