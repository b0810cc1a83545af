// The bytes of one exchange over a connection, within a deadline.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "client/connection.hpp"
#include "client/patience.hpp"

namespace confab::conformance {

/// Holds at most a few tens of KiB of what came and was not taken. Borrows both.
class Wire {
 public:
  Wire(Connection& connection, const Patience& patience) : connection_(connection), patience_(patience) {}

  /// Sends all of it, unless the peer refuses meanwhile or stops reading: then the rest stays unsent and `cut` says why,
  /// because an answer may be there all the same. Fails only for time and stop.
  [[nodiscard]] std::optional<Failure> send(std::string_view bytes);
  /// Waits for more bytes, or for the end; with `other_fd` also until that is readable.
  [[nodiscard]] std::optional<Failure> fill(int other_fd = -1);

  /// What came and was not dropped.
  [[nodiscard]] std::string_view incoming() const { return std::string_view(incoming_).substr(dropped_); }
  void drop(std::size_t bytes) { dropped_ += bytes; }

  [[nodiscard]] bool ended() const { return ended_; }
  [[nodiscard]] const std::string& cut() const { return cut_; }
  [[nodiscard]] bool sent_anything() const { return sent_anything_; }
  [[nodiscard]] bool received_anything() const { return received_anything_; }

 private:
  [[nodiscard]] std::optional<Failure> wait(short events, int other_fd = -1) const;
  /// One attempt; what it came to.
  [[nodiscard]] Io receive();
  /// What to do when the peer's buffers are full: look for an answer, then wait.
  [[nodiscard]] std::optional<Failure> wait_to_send(IoState state);
  [[nodiscard]] bool refused() const;

  Connection& connection_;
  const Patience& patience_;
  std::string incoming_;
  std::size_t dropped_ = 0;
  bool ended_ = false;
  bool sent_anything_ = false;
  bool received_anything_ = false;
  std::string cut_;
};

}  // namespace confab::conformance
