// One frame of a stream, whatever its framing, and the decoder that makes frames from the bytes of a body.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "client/sse_decoder.hpp"
#include "model/stream_spec.hpp"
#include "source/json_text.hpp"

namespace confab::conformance {

struct Frame {
  std::string name;  // where the vendor puts it: the event field, or a string in the payload; empty if it is not there
  tl::expected<source::Json, source::JsonError> payload;
  std::string data;                 // the payload's text as it came
  std::string id;                   // SSE: the last event id at that moment; elsewhere the frame's own, if it carries one
  bool has_id = false;              // this frame itself carried an id
  bool binary = false;              // WebSocket only: the message was of the binary kind (RFC 6455, 5.6)
  std::chrono::milliseconds at{0};  // when its last byte arrived, on the clock of who fed the decoder
  std::optional<SseEvent> event;    // SSE only: the event it was decoded from
};

/// Feed any slices of a body in order; the frames that `bytes` completes are appended, each with the arrival time `at`.
/// Memory is bounded; after a fault nothing more is decoded.
class FrameDecoder {
 public:
  FrameDecoder() = default;
  FrameDecoder(const FrameDecoder&) = delete;
  FrameDecoder& operator=(const FrameDecoder&) = delete;
  virtual ~FrameDecoder() = default;

  virtual void feed(std::string_view bytes, std::chrono::milliseconds at, std::vector<Frame>& frames) = 0;
  /// What a reconnect would give as its resume id; empty if it would give none.
  [[nodiscard]] virtual const std::string& last_id() const = 0;
  [[nodiscard]] virtual std::optional<long long> retry_ms() const = 0;
  /// Why decoding stopped, for people; empty while it goes on.
  [[nodiscard]] virtual std::string fault() const = 0;
  /// Signs of life that are no frames: comments, blank lines.
  [[nodiscard]] virtual std::size_t heartbeats() const = 0;
  /// Whether a frame is begun that nothing has closed; at the end of the body it is discarded.
  [[nodiscard]] virtual bool inside_frame() const = 0;
};

/// A frame that is nothing but its payload: a line of NDJSON, a message of a WebSocket.
[[nodiscard]] Frame message_frame(const spec::StreamSpec& spec, std::string text, std::chrono::milliseconds at);

/// The messages of a WebSocket, which are frames already, are recorded one a line. Borrows `spec`.
[[nodiscard]] std::unique_ptr<FrameDecoder> make_frame_decoder(const spec::StreamSpec& spec);

}  // namespace confab::conformance
