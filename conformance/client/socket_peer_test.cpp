#include "client/socket_peer.hpp"

#include <sys/socket.h>

#include "client/socket_handshake.hpp"

namespace confab::conformance {

std::string server_frame(unsigned first, std::string_view payload) {
  std::string frame(1, static_cast<char>(first));
  if (payload.size() < 126) {
    frame += static_cast<char>(payload.size());
  } else {
    frame += {126, static_cast<char>(payload.size() >> 8), static_cast<char>(payload.size() & 0xFF)};
  }
  return frame.append(payload);
}

std::string SocketPeer::upgrade(const std::string& request) {
  constexpr std::string_view kName = "Sec-WebSocket-Key: ";
  const auto at = request.find(kName) + kName.size();
  const auto key = request.substr(at, request.find("\r\n", at) - at);
  return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " +
         socket_accept(key) + "\r\n\r\n";
}

bool SocketPeer::accept() {
  const std::string request = connection_.read_request();
  return !request.empty() && connection_.say(upgrade(request));
}

bool SocketPeer::say_frame(unsigned first, std::string_view payload) {
  return connection_.say(server_frame(first, payload));
}

std::string SocketPeer::hear_raw(std::size_t size) {
  std::string bytes(size, '\0');
  const auto count = recv(connection_.fd(), bytes.data(), size, MSG_WAITALL);
  bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
  return bytes;
}

std::optional<SocketMessage> SocketPeer::hear() {
  const std::string head = hear_raw(2);
  if (head.size() < 2) return std::nullopt;
  std::size_t length = static_cast<unsigned char>(head[1]) & 0x7FU;
  if (length == 126) {
    const std::string more = hear_raw(2);
    length = static_cast<std::size_t>(static_cast<unsigned char>(more[0])) << 8 | static_cast<unsigned char>(more[1]);
  }
  const std::string mask = hear_raw(4);
  SocketMessage message{static_cast<SocketKind>(head[0] & 0x0F), length > 0 ? hear_raw(length) : ""};
  for (std::size_t i = 0; i < message.payload.size(); ++i)
    message.payload[i] = static_cast<char>(message.payload[i] ^ mask[i % 4]);
  return message;
}

}  // namespace confab::conformance
