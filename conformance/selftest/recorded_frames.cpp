#include "selftest/recorded_frames.hpp"

#include <algorithm>

namespace confab::conformance {
namespace {

/// The next line, taken off the front.
std::string_view take_recorded_line(std::string_view& text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(line.size() + 1, text.size()));
  return line;
}

std::string_view mark_of(spec::Framing framing) {
  return framing == spec::Framing::sse ? "data: " : framing == spec::Framing::websocket ? "< " : "";
}

}  // namespace

std::vector<RecordedFrame> frames_in(const spec::StreamSpec& spec, std::string_view recorded) {
  std::vector<RecordedFrame> frames;
  std::string own;
  const std::string_view mark = mark_of(spec.framing);
  while (!recorded.empty()) {
    const std::string_view line = take_recorded_line(recorded);
    if (line.starts_with("event: ")) own = line.substr(7);
    if (line.empty()) own.clear();
    if (!line.starts_with(mark)) continue;
    auto payload = source::parse_json(line.substr(mark.size()));
    if (payload && payload->is_structured()) {
      std::string name = spec.name_of(own.empty() && spec.framing == spec::Framing::sse ? "message" : own, *payload);
      frames.push_back({std::move(name), *std::move(payload)});
    }
  }
  return frames;
}

std::vector<std::string> frame_names(const spec::StreamSpec& spec, std::string_view recorded) {
  std::vector<std::string> names;
  for (const RecordedFrame& frame : frames_in(spec, recorded)) {
    if (std::find(names.begin(), names.end(), frame.name) == names.end()) names.push_back(frame.name);
  }
  return names;
}

std::vector<std::string_view> split_pointers(std::string_view pointers) {
  std::vector<std::string_view> all;
  while (!pointers.empty()) {
    const std::string_view one = pointers.substr(0, pointers.find('|'));
    all.push_back(one);
    pointers.remove_prefix(std::min(one.size() + 1, pointers.size()));
  }
  return all;
}

}  // namespace confab::conformance
