// WebSocket frames from bytes and to bytes (RFC 6455, 5), as a client sees them. Knows no sockets.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace confab::conformance {

/// The opcodes, without continuation: what a decoder hands over is whole.
enum class SocketKind { text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

/// A whole message, or a control frame.
struct SocketMessage {
  SocketKind kind = SocketKind::text;
  std::string payload;
};

/// Why a connection was closed. `code` 1005: the frame gave none (RFC 6455, 7.1.5).
struct SocketClose {
  int code = 1005;
  std::string reason;
};

/// What is wrong with what came: for people, and the code a client closes with for it (RFC 6455, 7.4.1).
struct SocketFault {
  int code = 0;
  std::string text;
};

/// Feed any slices of what a server sends after its upgrade. Strict, because a suite judges with it: masked frames, reserved
/// bits and opcodes, lengths that are not minimal, fragmented control frames, text that is not UTF-8 and close codes that
/// must not be sent are faults. Memory is bounded by the limit; after a fault, and after a close frame, nothing more is
/// decoded.
class SocketDecoder {
 public:
  SocketDecoder() = default;
  explicit SocketDecoder(std::size_t message_limit) : message_limit_(message_limit) {}

  void feed(std::string_view bytes, std::vector<SocketMessage>& messages);

  [[nodiscard]] const std::optional<SocketFault>& fault() const { return fault_; }
  /// Once a close frame came.
  [[nodiscard]] const std::optional<SocketClose>& closed() const { return closed_; }
  /// Whether a frame or a fragmented message is begun that is not complete.
  [[nodiscard]] bool inside_message() const { return !head_.empty() || in_payload_ || fragmented_; }

 private:
  void take_head(std::string_view& bytes);
  [[nodiscard]] bool accept_head();
  void take_payload(std::string_view& bytes, std::vector<SocketMessage>& messages);
  void end_frame(std::vector<SocketMessage>& messages);
  void end_control(std::vector<SocketMessage>& messages);
  bool fail(int code, std::string text);

  std::size_t message_limit_ = 16 * 1024 * 1024;
  std::string head_;  // of the begun frame
  bool in_payload_ = false;
  unsigned opcode_ = 0;
  bool final_ = false;
  std::size_t left_ = 0;     // of the frame's payload
  std::string control_;      // payload of a control frame, which may come between the fragments of a message
  bool fragmented_ = false;  // a message is begun whose last fragment has not come
  SocketKind kind_ = SocketKind::text;
  std::string message_;
  std::optional<SocketFault> fault_;
  std::optional<SocketClose> closed_;
};

/// One unfragmented frame as a client sends it, masked. Any payload; that of a control frame has at most 125 bytes.
[[nodiscard]] std::string render_socket_frame(SocketKind kind, std::string_view payload,
                                              const std::array<unsigned char, 4>& mask);

/// The payload of a close frame.
[[nodiscard]] std::string close_payload(int code, std::string_view reason = {});

}  // namespace confab::conformance
