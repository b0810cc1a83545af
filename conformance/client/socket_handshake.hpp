// The opening handshake of a WebSocket (RFC 6455, 4.1), from the client's side. Knows no sockets.
#pragma once

#include <string>
#include <string_view>

#include "client/http_client.hpp"

namespace confab::conformance {

/// A fresh Sec-WebSocket-Key: 16 random bytes in base64.
[[nodiscard]] std::string socket_key();

/// The Sec-WebSocket-Accept that goes with a key.
[[nodiscard]] std::string socket_accept(std::string_view key);

/// Adds what a handshake needs, except where the request has it already: a story may ask wrongly on purpose.
void add_handshake(HttpRequest& request);

/// What the server's 101 gets wrong, for people; empty: nothing.
[[nodiscard]] std::string handshake_breach(const HttpRequest& request, const HttpResponse& head);

}  // namespace confab::conformance
