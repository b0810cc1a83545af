#include "runner/streams.hpp"

#include <algorithm>

#include "checks/stream_checks.hpp"

namespace confab::conformance {

bool OpenStream::resumed() const {
  return !resume_value().empty();
}

std::string OpenStream::resume_value() const {
  if (!spec->replay) return {};
  const auto value = parts.query.find(spec->replay->query);
  return value == parts.query.end() || value->is_null() ? std::string() : plain_text(*value);
}

OpenStream& Streams::add(OpenStream stream) {
  const std::lock_guard lock(mutex_);
  streams_.push_back(std::move(stream));
  return streams_.back();
}

OpenStream* Streams::find(std::string_view name) {
  const std::lock_guard lock(mutex_);
  const auto found =
      std::find_if(streams_.rbegin(), streams_.rend(), [&](const OpenStream& stream) { return stream.wish().as == name; });
  return found == streams_.rend() ? nullptr : &*found;
}

bool SeenBefore::leads_to(const spec::StreamSpec& spec, const std::vector<Frame>& following) const {
  if (following.empty()) return !after;
  const std::string first = resume_id(spec, following.front());
  if (after) return resume_id(spec, *after) == first;
  return std::none_of(frames.begin(), frames.end(), [&](const Frame& frame) { return resume_id(spec, frame) == first; });
}

std::optional<SeenBefore> Streams::before(const OpenStream& stream) const {
  const std::lock_guard lock(mutex_);
  const std::string id = stream.resume_value();
  for (const OpenStream& other : streams_) {
    const bool same = other.spec == stream.spec && other.parts.path == stream.parts.path;
    if (&other == &stream || !same || other.resumed()) continue;
    std::optional<SeenBefore> seen;
    other.live->look([&](const StreamProgress& progress) {
      const auto& frames = progress.frames;
      const auto last = std::find_if(frames.begin(), frames.end(),
                                     [&](const Frame& frame) { return resume_id(*other.spec, frame) == id; });
      if (last == frames.end()) return;
      seen.emplace();
      seen->frames.assign(frames.begin(), std::next(last));
      if (std::next(last) != frames.end()) seen->after = *std::next(last);
    });
    if (seen) return seen;
  }
  return std::nullopt;
}

}  // namespace confab::conformance
