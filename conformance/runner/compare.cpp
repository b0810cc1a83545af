#include "runner/compare.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "checks/breach_tally.hpp"
#include "checks/stream_checks.hpp"
#include "runner/stream_text.hpp"

namespace confab::conformance {
namespace {

using source::Json;

const Json kNothing;

const Json& payload_of(const Frame& frame) {
  return frame.payload ? *frame.payload : kNothing;
}

const Json& data_of(const spec::StreamSpec& spec, const Frame& frame) {
  const Json* data = source::find(payload_of(frame), spec.data_at);
  return data == nullptr ? kNothing : *data;
}

std::string describe_stored(const StoredEvent& event) {
  return fmt::format("{} (id {})", event.name.empty() ? "code " + excerpt_json(event.code) : event.name,
                     excerpt(event.id, 40));
}

std::string stored_difference(const spec::StreamSpec& spec, const Frame& frame, const StoredEvent& event) {
  if (resume_id(spec, frame) != event.id || frame.name != event.name) return describe_stored(event);
  if (data_of(spec, frame) != event.data)
    return fmt::format("{} with other data: {}", describe_stored(event), excerpt_json(event.data));
  return {};
}

/// The place where two texts part, with a little of what follows.
std::string from_difference(const std::string& text, const std::string& other) {
  const auto parted = std::mismatch(text.begin(), text.end(), other.begin(), other.end()).first;
  std::size_t at = static_cast<std::size_t>(parted - text.begin());
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return fmt::format("{} bytes, from byte {}: {}", text.size(), at, excerpt_json(Json(text.substr(at, 200)), 80));
}

}  // namespace

bool same_frame(const spec::StreamSpec& spec, const Frame& left, const Frame& right) {
  return frame_difference(spec, left, right).empty();
}

std::string frame_difference(const spec::StreamSpec& spec, const Frame& expected, const Frame& actual) {
  if (resume_id(spec, expected) != resume_id(spec, actual)) return "another id";
  if (expected.name != actual.name) return "another name";
  const bool equal =
      expected.payload && actual.payload ? *expected.payload == *actual.payload : expected.data == actual.data;
  return equal ? "" : "another payload: " + excerpt(actual.data);
}

std::optional<Difference> compare_frames(const spec::StreamSpec& spec, std::span<const Frame> one,
                                         std::span<const Frame> other) {
  for (std::size_t i = 0; i < std::min(one.size(), other.size()); ++i) {
    const std::string why = frame_difference(spec, one[i], other[i]);
    if (!why.empty())
      return Difference{describe(one[i], i) + ": " + excerpt(one[i].data), describe(other[i], i) + ": " + why};
  }
  if (one.size() == other.size()) return std::nullopt;
  const auto& longer = one.size() > other.size() ? one : other;
  const std::size_t first = std::min(one.size(), other.size());
  return Difference{fmt::format("{} frames", one.size()),
                    fmt::format("{} frames; only one of the two has {}", other.size(), describe(longer[first], first))};
}

std::optional<Difference> compare_stored(const spec::StreamSpec& spec, std::span<const Frame> frames,
                                         std::span<const StoredEvent> events) {
  if (frames.empty()) return std::nullopt;
  const std::string first = resume_id(spec, frames.front());
  auto event = std::find_if(events.begin(), events.end(), [&](const StoredEvent& stored) { return stored.id == first; });
  for (std::size_t i = 0; i < frames.size(); ++i, ++event) {
    const std::string expected = describe(frames[i], i) + " as it was streamed";
    if (event == events.end()) {
      return Difference{expected, fmt::format("it is not among the {} stored events", events.size())};
    }
    const std::string why = stored_difference(spec, frames[i], *event);
    if (!why.empty()) return Difference{expected + ": " + excerpt_json(data_of(spec, frames[i])), "stored there is " + why};
  }
  return std::nullopt;
}

std::optional<Difference> compare_text(const spec::StreamSpec& spec, std::span<const Frame> frames,
                                       std::span<const StoredEvent> events) {
  const Messages stored = stored_messages(spec, events);
  for (const auto& [key, text] : streamed_messages(spec, frames)) {
    const auto same = [&, &id = key](const auto& message) { return message.first == id; };
    const auto found = std::find_if(stored.begin(), stored.end(), same);
    if (found == stored.end()) return Difference{fmt::format("message {} stored", key), "no stored event belongs to it"};
    if (found->second == text) continue;
    return Difference{fmt::format("message {} stored as streamed: {}", key, from_difference(text, found->second)),
                      from_difference(found->second, text)};
  }
  return std::nullopt;
}

}  // namespace confab::conformance
