#include "client/sse_decoder.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "source/ascii.hpp"

namespace confab::conformance {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool ends_line(char c) {
  return c == '\n' || c == '\r';
}

}  // namespace

std::string_view to_string(SseFault fault) {
  switch (fault) {
    case SseFault::none:
      return "";
    case SseFault::line_too_long:
      return "a line above the limit";
    case SseFault::event_too_long:
      return "an event above the limit";
  }
  return "";
}

void SseDecoder::feed(std::string_view bytes, std::vector<SseEvent>& events) {
  if (fault_ != SseFault::none) return;
  text_.clear();
  repair_.feed(bytes, text_);
  std::string_view text = text_;
  // Only whole code points come out of the repair, so a mark is never split here.
  if (at_start_ && !text.empty()) {
    at_start_ = false;
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  }
  split_lines(text, events);
}

void SseDecoder::split_lines(std::string_view text, std::vector<SseEvent>& events) {
  while (!text.empty() && fault_ == SseFault::none) {
    if (std::exchange(swallow_lf_, false) && text.front() == '\n') {
      text.remove_prefix(1);
      continue;
    }
    const auto end = static_cast<std::size_t>(std::find_if(text.begin(), text.end(), ends_line) - text.begin());
    take_part(text.substr(0, end));
    if (end == text.size()) return;
    swallow_lf_ = text[end] == '\r';
    text.remove_prefix(end + 1);
    end_line(events);
  }
}

void SseDecoder::take_part(std::string_view part) {
  if (part.empty() || in_comment_) return;
  if (line_.empty() && part.front() == ':') {
    in_comment_ = true;
  } else if (part.size() > limits_.line - line_.size()) {
    stop(SseFault::line_too_long);
  } else {
    line_ += part;
  }
}

void SseDecoder::end_line(std::vector<SseEvent>& events) {
  if (fault_ != SseFault::none) return;
  if (std::exchange(in_comment_, false)) {
    ++comments_;
  } else if (line_.empty()) {
    dispatch(events);
  } else {
    take_field(line_);
    line_.clear();
  }
}

void SseDecoder::take_field(std::string_view line) {
  const auto colon = line.find(':');
  const auto name = line.substr(0, colon);
  auto value = colon == std::string_view::npos ? std::string_view() : line.substr(colon + 1);
  if (value.starts_with(' ')) value.remove_prefix(1);

  if (name == "retry") {
    take_retry(value);
    return;
  }
  if (name != "data" && name != "event" && name != "id") return;
  block_begun_ = true;
  if (name == "data") {
    take_data(value);
  } else if (name == "event") {
    event_ = value;
  } else if (value.find('\0') == std::string_view::npos) {
    id_buffer_ = value;
    has_id_ = true;
  }
}

void SseDecoder::take_data(std::string_view value) {
  // What counts is the data without its last line end, which the dispatch removes.
  if (value.size() > limits_.event || data_.size() > limits_.event - value.size()) {
    stop(SseFault::event_too_long);
    return;
  }
  data_ += value;
  data_ += '\n';
}

// How much of the too long line or event was already there depends on how the body was cut: none of it stays.
void SseDecoder::stop(SseFault fault) {
  fault_ = fault;
  line_.clear();
  data_.clear();
  block_begun_ = true;
}

void SseDecoder::take_retry(std::string_view digits) {
  constexpr auto kMost = std::numeric_limits<long long>::max();
  if (digits.empty() || !std::all_of(digits.begin(), digits.end(), source::is_digit)) return;
  long long value = 0;
  for (const char digit : digits) {
    const int unit = digit - '0';
    value = value > (kMost - unit) / 10 ? kMost : value * 10 + unit;
  }
  retry_ms_ = value;
}

void SseDecoder::dispatch(std::vector<SseEvent>& events) {
  last_event_id_ = id_buffer_;
  if (!data_.empty()) {
    data_.pop_back();
    events.push_back({event_.empty() ? "message" : std::move(event_), std::move(data_), last_event_id_, has_id_});
  }
  event_.clear();
  data_.clear();
  has_id_ = false;
  block_begun_ = false;
}

bool SseDecoder::inside_event() const {
  return block_begun_ || !line_.empty() || (!in_comment_ && repair_.pending());
}

}  // namespace confab::conformance
