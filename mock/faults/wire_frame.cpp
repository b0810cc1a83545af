#include "faults/wire_frame.hpp"

#include <algorithm>

#include "source/json_text.hpp"

namespace confab::mock {
namespace {

void read_line(std::string_view line, WireFrame& frame) {
  const auto after = [line](std::string_view field) { return std::string(line.substr(field.size())); };
  if (line.starts_with("id: ")) frame.id = after("id: ");
  if (line.starts_with("event: ")) frame.name = after("event: ");
  frame.says_event = frame.says_event || line.starts_with("event: ");
  if (line.starts_with("data: ")) frame.data = after("data: ");
}

WireFrame parse_sse(std::string_view bytes) {
  WireFrame frame;
  for (std::string_view rest = bytes; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    read_line(line, frame);
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  }
  if (frame.name.empty()) frame.name = "message";
  if (frame.data.empty()) frame.raw = bytes;
  return frame;
}

WireFrame parse_text(std::string_view bytes) {
  WireFrame frame;
  frame.data = bytes.substr(0, bytes.size() - (bytes.ends_with('\n') ? 1 : 0));
  if (frame.data.empty()) frame.raw = bytes;
  return frame;
}

}  // namespace

std::string WireFrame::render(const spec::StreamSpec& spec) const {
  if (!raw.empty()) return raw;
  if (spec.framing == spec::Framing::websocket) return data;
  if (spec.framing == spec::Framing::ndjson) return data + "\n";
  std::string text;
  if (!id.empty()) text += "id: " + id + "\n";
  if (says_event) text += "event: " + name + "\n";
  return text + "data: " + data + "\n\n";
}

std::vector<WireFrame> split_frames(const spec::StreamSpec& spec, std::string_view bytes) {
  const std::string_view end = spec.framing == spec::Framing::sse ? "\n\n" : "\n";
  std::vector<WireFrame> frames;
  while (!bytes.empty()) {
    const std::size_t found = spec.framing == spec::Framing::websocket ? std::string_view::npos : bytes.find(end);
    const std::string_view one = bytes.substr(0, found == std::string_view::npos ? bytes.size() : found + end.size());
    WireFrame& frame = frames.emplace_back(spec.framing == spec::Framing::sse ? parse_sse(one) : parse_text(one));
    const auto payload = source::parse_json(frame.data);
    if (payload && frame.raw.empty()) frame.name = spec.name_of(frame.name, *payload);
    bytes.remove_prefix(one.size());
  }
  return frames;
}

}  // namespace confab::mock
