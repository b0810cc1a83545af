#include "runner/incremental.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "checks/stream_checks.hpp"
#include "runner/instant.hpp"

namespace confab::conformance {
namespace {

using std::chrono::milliseconds;

/// Arrivals this far apart cannot come from one delivery that our own machine was slow to read.
constexpr milliseconds kApart{100};

milliseconds pauses_of(const scenarios::Action& action) {
  if (const auto* say = std::get_if<scenarios::Say>(&action)) return say->pause * std::max(0, say->chunks - 1);
  if (const auto* wait = std::get_if<scenarios::Wait>(&action)) return wait->duration.value_or(milliseconds(0));
  return milliseconds(0);
}

}  // namespace

milliseconds scripted_pauses(std::span<const scenarios::Reaction> agent) {
  milliseconds longest{0};
  for (const scenarios::Reaction& reaction : agent) {
    milliseconds sum{0};
    for (const scenarios::Action& action : reaction.actions) sum += pauses_of(action);
    longest = std::max(longest, sum);
  }
  return longest;
}

std::optional<milliseconds> stored_spread(const spec::StreamSpec& spec, std::span<const Frame> frames,
                                          std::span<const StoredEvent> events) {
  std::optional<double> first, last;
  for (const StoredEvent& event : events) {
    const auto streamed = [&](const Frame& frame) { return !event.id.empty() && resume_id(spec, frame) == event.id; };
    const auto time = parse_instant(event.time);
    if (!time || std::none_of(frames.begin(), frames.end(), streamed)) continue;
    first = std::min(first.value_or(time->milliseconds()), time->milliseconds());
    last = std::max(last.value_or(time->milliseconds()), time->milliseconds());
  }
  if (!first) return std::nullopt;
  return milliseconds(static_cast<long long>(*last - *first));
}

milliseconds arrival_spread(std::span<const Frame> frames) {
  return frames.empty() ? milliseconds(0) : frames.back().at - frames.front().at;
}

Outcome judge_incremental(std::span<const Frame> frames, const std::optional<Duration>& run) {
  const milliseconds spread = arrival_spread(frames);
  if (frames.size() < 2) return skipped("stream.incremental", "fewer than two frames came");
  if (spread >= kApart) return held("stream.incremental");
  if (!run) return skipped("stream.incremental", "the run is not known to have taken long enough to tell");
  // A tenth leaves room for a run that thinks for most of its time and speaks at the end.
  if (spread * 10 >= run->took) return held("stream.incremental");
  return broken("stream.incremental", fmt::format("frames that arrive while the run is in progress ({})", run->why),
                fmt::format("all {} frames arrived within {} ms", frames.size(), spread.count()));
}

}  // namespace confab::conformance
