#include "client/frame.hpp"

#include <array>

#include "client/ndjson_decoder.hpp"
#include "source/invariant.hpp"

namespace confab::conformance {
namespace {

// A member that is a string; the pointer "" names nothing here.
std::string string_at(const Frame& frame, std::string_view pointer) {
  if (!frame.payload || !pointer.starts_with('/')) return {};
  const auto* value = source::find(*frame.payload, pointer);
  return value != nullptr && value->is_string() ? value->get<std::string>() : std::string();
}

class SseFrames : public FrameDecoder {
 public:
  explicit SseFrames(const spec::StreamSpec& spec) : spec_(spec) {}

  void feed(std::string_view bytes, std::chrono::milliseconds at, std::vector<Frame>& frames) override {
    events_.clear();
    decoder_.feed(bytes, events_);
    for (auto& event : events_) frames.push_back(make_frame(std::move(event), at));
  }
  const std::string& last_id() const override { return decoder_.last_event_id(); }
  std::optional<long long> retry_ms() const override { return decoder_.retry_ms(); }
  std::string fault() const override { return std::string(to_string(decoder_.fault())); }
  std::size_t heartbeats() const override { return decoder_.comments(); }
  bool inside_frame() const override { return decoder_.inside_event(); }

 private:
  Frame make_frame(SseEvent event, std::chrono::milliseconds at) const {
    Frame frame;
    frame.payload = source::parse_json(event.data);
    frame.data = event.data;
    frame.id = event.id;
    frame.has_id = event.has_id;
    frame.at = at;
    frame.name = spec_.name_of(event.event, frame.payload ? *frame.payload : source::Json());
    frame.event = std::move(event);
    return frame;
  }

  const spec::StreamSpec& spec_;
  SseDecoder decoder_;
  std::vector<SseEvent> events_;
};

class NdjsonFrames : public FrameDecoder {
 public:
  explicit NdjsonFrames(const spec::StreamSpec& spec) : spec_(spec) {}

  void feed(std::string_view bytes, std::chrono::milliseconds at, std::vector<Frame>& frames) override {
    lines_.clear();
    decoder_.feed(bytes, lines_);
    for (auto& line : lines_) {
      frames.push_back(message_frame(spec_, std::move(line), at));
      if (frames.back().has_id) last_id_ = frames.back().id;
    }
  }
  const std::string& last_id() const override { return last_id_; }
  std::optional<long long> retry_ms() const override { return std::nullopt; }
  std::string fault() const override { return decoder_.too_long() ? "a line above the limit" : ""; }
  std::size_t heartbeats() const override { return decoder_.blank_lines(); }
  bool inside_frame() const override { return decoder_.inside_line(); }

 private:
  const spec::StreamSpec& spec_;
  NdjsonDecoder decoder_;
  std::string last_id_;
  std::vector<std::string> lines_;
};

template <class Decoder>
std::unique_ptr<FrameDecoder> make(const spec::StreamSpec& spec) {
  return std::make_unique<Decoder>(spec);
}

struct FramingRow {
  spec::Framing framing;
  std::unique_ptr<FrameDecoder> (*make_decoder)(const spec::StreamSpec&);
};

constexpr std::array kFramings{
    FramingRow{spec::Framing::sse, make<SseFrames>}, FramingRow{spec::Framing::ndjson, make<NdjsonFrames>},
    FramingRow{spec::Framing::websocket, make<NdjsonFrames>},  // messages have no bytes around them: one a line
};

}  // namespace

Frame message_frame(const spec::StreamSpec& spec, std::string text, std::chrono::milliseconds at) {
  Frame frame;
  frame.payload = source::parse_json(text);
  frame.data = std::move(text);
  frame.at = at;
  frame.name = spec.name_of({}, frame.payload ? *frame.payload : source::Json());
  frame.id = string_at(frame, spec.id.field);
  frame.has_id = !frame.id.empty();
  return frame;
}

std::unique_ptr<FrameDecoder> make_frame_decoder(const spec::StreamSpec& spec) {
  for (const auto& row : kFramings)
    if (row.framing == spec.framing) return row.make_decoder(spec);
  source::invariant(false, "every framing has a decoder");
  return nullptr;
}

}  // namespace confab::conformance
