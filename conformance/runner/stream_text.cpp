#include "runner/stream_text.hpp"

#include <algorithm>

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

}  // namespace

Messages streamed_messages(const spec::StreamSpec& spec, std::span<const Frame> frames) {
  Messages messages;
  if (!spec.text) return messages;
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
