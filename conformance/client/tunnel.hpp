// A way through a proxy: CONNECT (RFC 9110, 9.3.6).
#pragma once

#include <optional>

#include "client/connection.hpp"

namespace confab::conformance {

/// Asks the proxy that `connection` leads to for a tunnel to the endpoint; afterwards the connection is the tunnel. Why
/// there is none, if so.
[[nodiscard]] std::optional<Failure> open_tunnel(Connection& connection, const Endpoint& endpoint, const Patience& patience);

}  // namespace confab::conformance
