// Any bytes: every split gives the same events as the whole, what comes out is UTF-8, and limits hold.
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "client/render_frame.hpp"
#include "client/sse_decoder.hpp"
#include "source/invariant.hpp"
#include "source/json_text.hpp"
#include "source/utf8.hpp"

namespace {

using namespace confab;
using conformance::SseDecoder;
using conformance::SseEvent;

constexpr SseDecoder::Limits kLimits{64, 128};  // small enough to be reached

// Everything that can be observed.
struct Observed {
  std::vector<SseEvent> events;
  SseDecoder decoder{kLimits};

  void feed(std::string_view bytes) { decoder.feed(bytes, events); }
};

bool same(const SseEvent& a, const SseEvent& b) {
  return a.event == b.event && a.data == b.data && a.id == b.id && a.has_id == b.has_id;
}

void require_same(const Observed& whole, const Observed& split) {
  source::invariant(whole.events.size() == split.events.size(), "as many events");
  for (std::size_t at = 0; at < whole.events.size(); ++at)
    source::invariant(same(whole.events[at], split.events[at]), "the same event");
  const auto &a = whole.decoder, &b = split.decoder;
  source::invariant(a.last_event_id() == b.last_event_id(), "the same resume point");
  source::invariant(a.retry_ms() == b.retry_ms(), "the same retry");
  source::invariant(a.fault() == b.fault(), "the same fault");
  source::invariant(a.comments() == b.comments(), "as many comments");
  source::invariant(a.inside_event() == b.inside_event(), "the same unfinished event");
}

void require_sound(const Observed& observed) {
  for (const auto& event : observed.events) {
    for (const auto* text : {&event.event, &event.data, &event.id})
      source::invariant(!source::first_invalid_utf8(*text), "valid UTF-8");
    source::invariant(!event.event.empty(), "every event has a name");
    source::invariant(event.data.size() <= kLimits.event, "the limit of an event");
    source::invariant(event.data.find('\r') == std::string::npos, "no CR inside a line");
    source::invariant(event.id.find('\0') == std::string::npos, "no NUL in an id");
    const auto rendered = source::parse_json(conformance::render_frame_json(event));
    source::invariant(rendered && rendered->at("data") == event.data, "what is printed reads back");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  Observed whole;
  whole.feed(body);
  require_sound(whole);

  Observed bytes;
  for (std::size_t at = 0; at < size; ++at) bytes.feed(body.substr(at, 1));
  require_same(whole, bytes);
  const std::size_t stride = 1 + size / 64;  // every split of what is short, some of what is long
  for (std::size_t at = 0; at < size; at += stride) {
    Observed split;
    split.feed(body.substr(0, at));
    split.feed(body.substr(at));
    require_same(whole, split);
  }
  return 0;
}
