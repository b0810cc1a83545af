// Spans of time as people write them: 50ms, 2s, 1m.
#pragma once

#include <optional>
#include <string_view>

#include "loader/script.hpp"

namespace confab::scenarios {

/// Digits and one of ms, s, m; nothing else, at most a day. Nothing if the text is no duration.
[[nodiscard]] std::optional<Duration> parse_duration(std::string_view text);

}  // namespace confab::scenarios
