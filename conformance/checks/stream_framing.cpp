// Every frame is well-formed, its name is known, and the body is not announced with a length.
#include <fmt/format.h>

#include <algorithm>

#include "checks/breach_tally.hpp"
#include "checks/stream_checks.hpp"
#include "client/response_head.hpp"

namespace confab::conformance {
namespace {

std::string names_of(const spec::StreamSpec& spec) {
  std::vector<std::string> names;
  for (const auto& [name, schema] : spec.frames) names.push_back(name);
  return any_of(names);
}

}  // namespace

std::vector<Finding> check_framing(const StreamView& stream) {
  if (stream.frames.empty() && stream.fault.empty() && !stream.unfinished) return {};
  BreachTally tally("stream.framing");
  for (std::size_t i = 0; i < stream.frames.size(); ++i) {
    const Frame& frame = stream.frames[i];
    if (frame.binary) {
      tally.breach("every message a text", describe(frame, i) + " is binary");
    } else if (frame.data.empty()) {
      tally.breach("data in every frame", describe(frame, i) + " has none");
    } else if (!frame.payload) {
      const auto& error = frame.payload.error();
      tally.breach("JSON as the data of every frame", fmt::format("{}: {} at byte {}: {}", describe(frame, i), error.reason,
                                                                  error.offset, excerpt(frame.data, 80)));
    }
  }
  if (!stream.fault.empty()) tally.breach("frames that can be decoded", std::string(stream.fault));
  if (stream.unfinished && stream.complete) {
    tally.breach("every frame closed, so that the reader takes it", "the stream ends inside a frame, which is lost");
  }
  return {tally.take()};
}

std::vector<Finding> check_names(const StreamView& stream) {
  if (stream.frames.empty()) return {};
  BreachTally tally("stream.names");
  for (std::size_t i = 0; i < stream.frames.size(); ++i) {
    if (!stream.spec.frames.contains(stream.frames[i].name))
      tally.breach(names_of(stream.spec), describe(stream.frames[i], i));
  }
  return {tally.take()};
}

std::vector<Finding> check_unsized(const StreamView& stream) {
  if (stream.head == nullptr) return {};
  BreachTally tally("stream.unsized");
  for (const auto& [name, value] : *stream.head) {
    if (same_name(name, "Content-Length"))
      tally.breach("no Content-Length on a live stream", "Content-Length: " + excerpt(value));
  }
  return {tally.take()};
}

}  // namespace confab::conformance
