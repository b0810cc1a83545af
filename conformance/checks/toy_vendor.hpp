// A vendor small enough to keep in mind, for the tests of checks and runner: things that can be told something and answer as
// a stream.
#pragma once

#include "model/vendor.hpp"

namespace confab::conformance::toy {

/// Operations create, get, tell, events, feed (a WebSocket). A run: START, then messages (SAY_BEGIN SAY* SAY_END by
/// /data/m), then OVER or BROKEN.
[[nodiscard]] spec::Vendor vendor();

/// One frame as it travels: "id: 3\nevent: SAY\ndata: {…}\n\n".
[[nodiscard]] std::string frame(int id, const std::string& name, const std::string& data = "{}");

/// A whole run of one message, ids from `first`; six frames.
[[nodiscard]] std::string run(int first = 1);

}  // namespace confab::conformance::toy
