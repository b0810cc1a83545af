#include "client/wire.hpp"

#include <poll.h>

#include <utility>

#include "client/response_head.hpp"

namespace confab::conformance {
namespace {

constexpr std::size_t kReadSize = 16 * 1024;
// An answer that comes while the request is still being sent is read ahead up to here.
constexpr std::size_t kReadAhead = 64 * 1024;

short events_for(IoState state) {
  return state == IoState::want_write ? POLLOUT : POLLIN;
}

}  // namespace

std::optional<Failure> Wire::wait(short events, int other_fd) const {
  switch (events == 0 ? patience_.check() : patience_.wait(connection_.fd(), events, other_fd)) {
    case Waited::ready:
      return std::nullopt;
    case Waited::stopped:
      return Failure{HttpFault::stopped, "stopped"};
    case Waited::timed_out:
      return Failure{HttpFault::timed_out, "not done within " + std::to_string(patience_.budget().count()) + " ms"};
  }
  return std::nullopt;
}

std::optional<Failure> Wire::send(std::string_view bytes) {
  while (!bytes.empty() && cut_.empty()) {
    if (auto failure = wait(0)) return failure;
    const auto io = connection_.write(bytes.data(), bytes.size());
    if (io.state == IoState::moved) {
      sent_anything_ = true;
      bytes.remove_prefix(io.bytes);
    } else if (io.state == IoState::failed) {
      cut_ = io.why;
    } else if (auto failure = wait_to_send(io.state)) {
      return failure;
    }
  }
  return std::nullopt;
}

std::optional<Failure> Wire::wait_to_send(IoState state) {
  const bool may_read = !ended_ && incoming().size() < kReadAhead;
  if (may_read && receive().state == IoState::failed) cut_ = "the connection broke";
  if (ended_) cut_ = "the peer closed its side";
  if (refused()) cut_ = "the peer had answered already";
  if (!cut_.empty()) return std::nullopt;
  return wait(static_cast<short>(events_for(state) | (incoming().size() < kReadAhead ? POLLIN : 0)));
}

// RFC 9112, 9.5: whoever sees an error response while sending should cease to send. Any final status from 300 on is one.
bool Wire::refused() const {
  constexpr std::size_t kStatusAt = 9;  // in "HTTP/1.1 413"
  const auto bytes = incoming();
  return bytes.size() > kStatusAt && may_be_http(bytes) && bytes[kStatusAt] >= '3' && find_head_end(bytes, 0).has_value();
}

std::optional<Failure> Wire::fill(int other_fd) {
  for (bool woken = false;;) {
    if (auto failure = wait(0)) return failure;
    const auto io = receive();
    if (io.state == IoState::moved || io.state == IoState::end) return std::nullopt;
    if (io.state == IoState::failed) return Failure{HttpFault::reset, "the connection broke: " + io.why};
    if (woken) return std::nullopt;
    if (auto failure = wait(events_for(io.state), other_fd)) return failure;
    woken = other_fd >= 0;
  }
}

Io Wire::receive() {
  incoming_.erase(0, std::exchange(dropped_, 0));
  const auto before = incoming_.size();
  incoming_.resize(before + kReadSize);
  const auto io = connection_.read(incoming_.data() + before, kReadSize);
  incoming_.resize(before + (io.state == IoState::moved ? io.bytes : 0));
  if (io.state == IoState::moved) received_anything_ = true;
  if (io.state == IoState::end) ended_ = true;
  return io;
}

}  // namespace confab::conformance
