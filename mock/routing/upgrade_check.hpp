// Whether a request asks for a WebSocket (RFC 6455, 4.2.1).
#pragma once

#include <optional>

#include "routing/refusal.hpp"
#include "routing/request.hpp"

namespace confab::mock {

/// Refused::upgrade_required for no upgrade or another version than 13, Refused::malformed_http for a key that is none.
[[nodiscard]] std::optional<Refusal> check_upgrade(const Request& request);

}  // namespace confab::mock
