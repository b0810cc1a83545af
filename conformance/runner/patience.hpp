// How long a story waits for what may come late, or not at all.
#pragma once

#include <chrono>

namespace confab::conformance {

/// After a terminal frame: long enough to see what comes after it, for a server that does not close.
inline constexpr std::chrono::milliseconds kTerminalGrace{150};

/// For the head of a stream: where nothing is left to send, a server may keep even the head back.
inline constexpr std::chrono::milliseconds kHeadPatience{500};

}  // namespace confab::conformance
