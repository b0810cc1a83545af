#include "runner/stream_text.hpp"

#include <algorithm>
#include <utility>

namespace confab::conformance {
namespace {

using source::Json;

void add_delta(const spec::TextFrames& text, const std::string& name, const Json& payload, Messages& messages) {
  if (name != text.frame && (text.start.empty() || name != text.start)) return;
  const Json* key = text.key.empty() ? nullptr : source::find(payload, text.key);
  const std::string message = key == nullptr ? std::string() : source::render_json(*key);
  auto found = std::find_if(messages.rbegin(), messages.rend(), [&](const auto& known) { return known.first == message; });
  if (found == messages.rend()) {
    messages.emplace_back(message, std::string());
    found = messages.rbegin();
  }
  const Json* delta = name == text.frame ? source::find(payload, text.delta) : nullptr;
  if (delta != nullptr && delta->is_string()) found->second += delta->get_ref<const std::string&>();
}

const std::string* string_in(const Json& payload, std::string_view pointer) {
  const Json* value = source::find(payload, pointer);
  return value != nullptr && value->is_string() ? &value->get_ref<const std::string&>() : nullptr;
}

constexpr char kOr = '|';  // between the places where a text may stand

// "[DONE]" is how many APIs say that a stream is over.
std::string delta_of_any_form(std::string_view places, const Frame& frame) {
  if (frame.data == "[DONE]") return {};
  if (!frame.payload || !(frame.payload->is_object() || frame.payload->is_string())) return frame.data;
  if (frame.payload->is_string()) return frame.payload->get<std::string>();
  for (;;) {
    const std::size_t end = places.find(kOr);
    if (const std::string* delta = string_in(*frame.payload, places.substr(0, end))) return *delta;
    if (end == std::string_view::npos) return {};
    places.remove_prefix(end + 1);
  }
}

Messages messages_of_any_form(const spec::TextFrames& text, std::span<const Frame> frames) {
  std::string whole;
  for (const Frame& frame : frames) whole += delta_of_any_form(text.delta, frame);
  return {{std::string(), std::move(whole)}};
}

}  // namespace

Messages streamed_messages(const spec::StreamSpec& spec, std::span<const Frame> frames) {
  Messages messages;
  if (!spec.text) return messages;
  if (spec.text->delta.find(kOr) != std::string::npos) return messages_of_any_form(*spec.text, frames);
  for (const Frame& frame : frames) {
    if (frame.payload) add_delta(*spec.text, frame.name, *frame.payload, messages);
  }
  return messages;
}

Messages stored_messages(const spec::StreamSpec& spec, std::span<const StoredEvent> events) {
  Messages messages;
  if (!spec.text) return messages;
  for (const StoredEvent& event : events) add_delta(*spec.text, event.name, stored_payload(spec, event), messages);
  return messages;
}

std::string assembled_text(const Messages& messages) {
  std::string text;
  for (const auto& [key, message] : messages) text += (text.empty() ? "" : "\n") + message;
  return text;
}

}  // namespace confab::conformance
