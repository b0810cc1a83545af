// For tests: the server's side of a WebSocket, which says exactly what a test tells it to.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "client/raw_peer.hpp"
#include "client/socket_codec.hpp"

namespace confab::conformance {

/// Borrows the connection.
class SocketPeer {
 public:
  explicit SocketPeer(RawConnection& connection) : connection_(connection) {}

  /// The head of an upgrade for that request, with its blank line.
  [[nodiscard]] static std::string upgrade(const std::string& request);
  /// Reads a request and upgrades; false if none came.
  bool accept();
  bool say(std::string_view text) { return say_frame(0x81, text); }
  /// `first`: FIN, reserved bits and opcode.
  bool say_frame(unsigned first, std::string_view payload);
  bool say_close(int code, std::string_view reason = {}) { return say_frame(0x88, close_payload(code, reason)); }
  /// The client's next frame, unmasked; nothing once it is gone.
  std::optional<SocketMessage> hear();
  /// The next bytes as they came.
  std::string hear_raw(std::size_t size);

 private:
  RawConnection& connection_;
};

/// A server's frame: not masked.
[[nodiscard]] std::string server_frame(unsigned first, std::string_view payload);

}  // namespace confab::conformance
