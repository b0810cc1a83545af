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

std::optional<std::vector<Frame>> Streams::before(const OpenStream& stream) const {
  const std::lock_guard lock(mutex_);
  const std::string id = stream.resume_value();
  for (const OpenStream& other : streams_) {
    const bool same = other.spec == stream.spec && other.parts.path == stream.parts.path;
    if (&other == &stream || !same || other.resumed()) continue;
    std::optional<std::vector<Frame>> frames;
    other.live->look([&](const StreamProgress& progress) {
      const auto last = std::find_if(progress.frames.begin(), progress.frames.end(),
                                     [&](const Frame& frame) { return resume_id(*other.spec, frame) == id; });
      if (last != progress.frames.end()) frames.emplace(progress.frames.begin(), std::next(last));
    });
    if (frames) return frames;
  }
  return std::nullopt;
}

}  // namespace confab::conformance
