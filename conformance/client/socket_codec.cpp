#include "client/socket_codec.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "source/invariant.hpp"
#include "source/utf8.hpp"

namespace confab::conformance {
namespace {

constexpr unsigned kContinuation = 0;
constexpr std::size_t kMostControl = 125;

std::uint64_t number_of(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const unsigned char byte : bytes) value = value << 8 | byte;
  return value;
}

bool is_control(unsigned opcode) {
  return opcode >= 8;
}

bool is_known(unsigned opcode) {
  return opcode <= 2 || (opcode >= 8 && opcode <= 10);
}

// RFC 6455, 7.4: those registered for the wire, and the ranges for libraries and applications.
bool may_be_sent(int code) {
  return (code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006) || (code >= 3000 && code <= 4999);
}

// How long a head is whose first two bytes are known; without a mask, as a server sends it.
std::size_t head_size(unsigned char second) {
  const unsigned length = second & 0x7FU;
  return length == 127 ? 10 : length == 126 ? 4 : 2;
}

}  // namespace

bool SocketDecoder::fail(int code, std::string text) {
  fault_ = SocketFault{code, std::move(text)};
  return false;
}

void SocketDecoder::feed(std::string_view bytes, std::vector<SocketMessage>& messages) {
  while (!bytes.empty() && !fault_ && !closed_) {
    if (!in_payload_) take_head(bytes);
    if (in_payload_ && !fault_) take_payload(bytes, messages);
  }
}

void SocketDecoder::take_head(std::string_view& bytes) {
  const auto wanted = [&] { return head_.size() < 2 ? 2 : head_size(static_cast<unsigned char>(head_[1])); };
  while (!bytes.empty() && head_.size() < wanted()) {
    head_ += bytes.front();
    bytes.remove_prefix(1);
  }
  if (head_.size() == wanted()) in_payload_ = accept_head();
}

bool SocketDecoder::accept_head() {
  const auto first = static_cast<unsigned char>(head_[0]);
  const auto second = static_cast<unsigned char>(head_[1]);
  opcode_ = first & 0x0FU;
  final_ = (first & 0x80U) != 0;
  const std::uint64_t length = head_.size() == 2 ? second & 0x7FU : number_of(std::string_view(head_).substr(2));
  head_.clear();
  if ((first & 0x70U) != 0) return fail(1002, "a frame has reserved bits set, and no extension was agreed on");
  if (!is_known(opcode_)) return fail(1002, "a frame has the reserved opcode " + std::to_string(opcode_));
  if ((second & 0x80U) != 0) return fail(1002, "a frame is masked, which a server must not do");
  if (is_control(opcode_)) {
    if (!final_) return fail(1002, "a control frame is fragmented");
    if (length > kMostControl) return fail(1002, "a control frame is longer than 125 bytes");
  } else if (fragmented_ != (opcode_ == kContinuation)) {
    return fail(1002, fragmented_ ? "a new message begins inside another one" : "a continuation has nothing to continue");
  }
  const unsigned form = second & 0x7FU;
  if ((form == 126 && length < 126) || (form == 127 && length < 65536))
    return fail(1002, "the length of a frame is not written in the shortest form");
  if (!is_control(opcode_) && length > message_limit_ - message_.size())
    return fail(1009, "a message is above " + std::to_string(message_limit_) + " bytes");
  left_ = static_cast<std::size_t>(length);
  if (!is_control(opcode_) && opcode_ != kContinuation) kind_ = static_cast<SocketKind>(opcode_);
  return true;
}

void SocketDecoder::take_payload(std::string_view& bytes, std::vector<SocketMessage>& messages) {
  const auto part = bytes.substr(0, std::min(left_, bytes.size()));
  (is_control(opcode_) ? control_ : message_) += part;
  bytes.remove_prefix(part.size());
  left_ -= part.size();
  if (left_ == 0) end_frame(messages);
}

void SocketDecoder::end_frame(std::vector<SocketMessage>& messages) {
  in_payload_ = false;
  if (is_control(opcode_)) return end_control(messages);
  fragmented_ = !final_;
  if (!final_) return;
  if (kind_ == SocketKind::text && source::first_invalid_utf8(message_)) {
    fail(1007, "a text message is not UTF-8");
    return;
  }
  messages.push_back({kind_, std::exchange(message_, {})});
}

void SocketDecoder::end_control(std::vector<SocketMessage>& messages) {
  const auto kind = static_cast<SocketKind>(opcode_);
  std::string payload = std::exchange(control_, {});
  if (kind == SocketKind::close) {
    SocketClose close;
    if (payload.size() == 1) {
      fail(1002, "a close frame has half a code");
      return;
    }
    if (payload.size() >= 2) {
      close.code = static_cast<int>(number_of(std::string_view(payload).substr(0, 2)));
      close.reason = payload.substr(2);
    }
    if (!payload.empty() && !may_be_sent(close.code)) {
      fail(1002, "a close frame has the code " + std::to_string(close.code) + ", which must not be sent");
      return;
    }
    if (source::first_invalid_utf8(close.reason)) {
      fail(1007, "the reason of a close frame is not UTF-8");
      return;
    }
    closed_ = std::move(close);
  }
  messages.push_back({kind, std::move(payload)});
}

std::string render_socket_frame(SocketKind kind, std::string_view payload, const std::array<unsigned char, 4>& mask) {
  source::invariant(!is_control(static_cast<unsigned>(kind)) || payload.size() <= kMostControl,
                    "a control frame has at most 125 bytes");
  std::string frame(1, static_cast<char>(0x80U | static_cast<unsigned>(kind)));
  const auto add_length = [&](unsigned form, std::size_t bytes) {
    frame += static_cast<char>(0x80U | form);
    for (std::size_t i = bytes; i > 0; --i) frame += static_cast<char>(payload.size() >> (8 * (i - 1)) & 0xFFU);
  };
  if (payload.size() < 126) {
    add_length(static_cast<unsigned>(payload.size()), 0);
  } else if (payload.size() < 65536) {
    add_length(126, 2);
  } else {
    add_length(127, 8);
  }
  frame.append(mask.begin(), mask.end());
  for (std::size_t i = 0; i < payload.size(); ++i)
    frame += static_cast<char>(static_cast<unsigned char>(payload[i]) ^ mask[i % mask.size()]);
  return frame;
}

std::string close_payload(int code, std::string_view reason) {
  std::string payload{static_cast<char>(code >> 8 & 0xFF), static_cast<char>(code & 0xFF)};
  return payload.append(reason);
}

}  // namespace confab::conformance
