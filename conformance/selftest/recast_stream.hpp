// A recorded stream told again with one thing out of place: every frame is right by itself, only the run is not.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/stream_spec.hpp"

namespace confab::conformance {

/// The bodies of streams that lack one frame, have one twice or two in the other order, the ids as increasing as they were.
/// None for a WebSocket, or a record that is cut off.
[[nodiscard]] std::vector<std::string> recast_streams(const spec::StreamSpec& spec, std::string_view recorded);

}  // namespace confab::conformance
