// Server-Sent Events from bytes (WHATWG HTML, 9.2.5 and 9.2.6). Knows no sockets.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/utf8_repair.hpp"

namespace confab::conformance {

/// One dispatched event. `id` is the last event id at that moment, which an earlier event may have set.
struct SseEvent {
  std::string event = "message";
  std::string data;
  std::string id;
  bool has_id = false;  // this block itself carried a valid id field
};

enum class SseFault {
  none,
  line_too_long,   // a line above the limit
  event_too_long,  // the data of one event above the limit
};

/// For people; empty for `none`.
[[nodiscard]] std::string_view to_string(SseFault fault);

/// Feed any slices of the body in order; how it is cut changes nothing. An event is handed over with the byte that ends its
/// blank line. Memory is bounded by the limits, which count decoded bytes and do not apply to comments; after a fault
/// nothing more is decoded. At the end of the body there is nothing to do: what no blank line has closed is discarded.
class SseDecoder {
 public:
  struct Limits {
    std::size_t line = 8 * 1024 * 1024;
    std::size_t event = 16 * 1024 * 1024;
  };
  SseDecoder() = default;
  explicit SseDecoder(Limits limits) : limits_(limits) {}

  /// Appends the events that `bytes` completes.
  void feed(std::string_view bytes, std::vector<SseEvent>& events);

  /// What a reconnect would send as Last-Event-ID: the id of the last closed block that had one.
  [[nodiscard]] const std::string& last_event_id() const { return last_event_id_; }
  /// The last valid `retry`; one too large for the type counts as the largest value.
  [[nodiscard]] std::optional<long long> retry_ms() const { return retry_ms_; }
  [[nodiscard]] SseFault fault() const { return fault_; }
  /// Comments seen so far: heartbeats, for those who wait for a sign of life.
  [[nodiscard]] std::size_t comments() const { return comments_; }
  /// Whether an event is begun that no blank line has closed; at the end of the body it is discarded.
  [[nodiscard]] bool inside_event() const;

 private:
  void split_lines(std::string_view text, std::vector<SseEvent>& events);
  void take_part(std::string_view part);
  void end_line(std::vector<SseEvent>& events);
  void take_field(std::string_view line);
  void take_data(std::string_view value);
  void take_retry(std::string_view digits);
  void stop(SseFault fault);
  void dispatch(std::vector<SseEvent>& events);

  Limits limits_;
  std::string last_event_id_;
  std::optional<long long> retry_ms_;
  SseFault fault_ = SseFault::none;
  std::size_t comments_ = 0;

  Utf8Repair repair_;
  std::string text_;          // what one feed decoded; a member so that its memory is used again
  bool at_start_ = true;      // no code point yet: a byte order mark may come
  bool swallow_lf_ = false;   // the last line ended with CR
  bool in_comment_ = false;   // the rest of this line is not kept
  std::string line_;          // the begun line, if no comment
  std::string id_buffer_;     // becomes last_event_id_ when its block is closed
  std::string event_, data_;  // of the begun block; every data line ends with LF here
  bool has_id_ = false;       // the begun block carried a valid id
  bool block_begun_ = false;  // an event, data or id line since the last blank line
};

}  // namespace confab::conformance
