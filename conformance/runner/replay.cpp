#include "runner/replay.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "checks/breach_tally.hpp"
#include "checks/stream_checks.hpp"

namespace confab::conformance {
namespace {

std::string after(const spec::StreamSpec& spec, std::span<const Frame> recording, std::size_t seen) {
  return fmt::format("after {} of {} frames ({}={})", seen, recording.size(), spec.replay ? spec.replay->query : "resume id",
                     excerpt(resume_id(spec, recording[seen - 1]), 40));
}

/// Where in the recording a frame stands that came; by its id.
std::optional<std::size_t> known_as(const spec::StreamSpec& spec, std::span<const Frame> recording, const Frame& frame) {
  const std::string id = resume_id(spec, frame);
  const auto found =
      std::find_if(recording.begin(), recording.end(), [&](const Frame& known) { return resume_id(spec, known) == id; });
  if (id.empty() || found == recording.end()) return std::nullopt;
  return static_cast<std::size_t>(found - recording.begin());
}

std::string where_instead(std::size_t known, std::size_t wanted, std::size_t seen) {
  if (known == 0 && seen > 1 && wanted == seen) return "the whole history comes again: the resume id has no effect";
  if (known + 1 == seen && wanted == seen) return "the last frame seen comes again: off by one";
  if (known < wanted) return "a frame that was there before comes again";
  if (known == wanted + 1) return fmt::format("frame {} is left out", wanted);
  return fmt::format("frames {} to {} are left out", wanted, known - 1);
}

std::string what_instead(const spec::StreamSpec& spec, std::span<const Frame> recording, std::size_t wanted,
                         std::size_t seen, const Frame& frame) {
  const auto known = known_as(spec, recording, frame);
  const std::string name = describe(frame, wanted);
  if (!known) return fmt::format("{}, which is no frame of this run: {}", name, excerpt(frame.data));
  if (*known == wanted) return fmt::format("{} with {}", name, frame_difference(spec, recording[wanted], frame));
  return fmt::format("{}, which is frame {} of the run: {}", name, *known, where_instead(*known, wanted, seen));
}

}  // namespace

std::size_t first_missed(const spec::StreamSpec& spec, std::size_t seen) {
  const bool inclusive = spec.replay && !spec.replay->after;
  return inclusive && seen > 0 ? seen - 1 : seen;
}

std::vector<std::size_t> choose_cuts(const spec::StreamSpec& spec, std::span<const Frame> frames,
                                     const std::optional<std::vector<int>>& wanted) {
  std::vector<std::size_t> all;
  for (std::size_t seen = 1; seen <= frames.size(); ++seen) {
    const bool asked = !wanted || std::find(wanted->begin(), wanted->end(), static_cast<int>(seen)) != wanted->end();
    if (asked && !resume_id(spec, frames[seen - 1]).empty()) all.push_back(seen);
  }
  if (all.size() <= kMostCuts) return all;
  constexpr std::size_t kEnds = kMostCuts / 4;
  constexpr std::size_t kBetween = kMostCuts - 2 * kEnds;
  std::vector<std::size_t> some(all.begin(), all.begin() + kEnds);
  const std::size_t room = all.size() - 2 * kEnds;
  for (std::size_t i = 0; i < kBetween; ++i) some.push_back(all[kEnds + i * room / kBetween]);
  some.insert(some.end(), all.end() - kEnds, all.end());
  some.erase(std::unique(some.begin(), some.end()), some.end());
  return some;
}

std::optional<Difference> replay_difference(const spec::StreamSpec& spec, std::span<const Frame> recording, std::size_t seen,
                                            std::span<const Frame> came, Reading reading, const std::string& why) {
  const std::string expected = after(spec, recording, seen) + " exactly ";
  const std::size_t first = first_missed(spec, seen);
  for (std::size_t i = 0; i < came.size() && first + i < recording.size(); ++i) {
    const std::size_t wanted = first + i;
    if (same_frame(spec, recording[wanted], came[i])) continue;
    return Difference{expected + "frame " + fmt::format("{}: ", wanted) + describe(recording[wanted], wanted),
                      what_instead(spec, recording, wanted, seen, came[i])};
  }
  // Past the recording's last frame: one of its own again is wrong whatever else the conversation holds.
  for (std::size_t i = recording.size() - std::min(first, recording.size()); i < came.size(); ++i) {
    const auto known = known_as(spec, recording, came[i]);
    if (!known) continue;
    return Difference{expected + "the rest, once",
                      fmt::format("{}, which is frame {} of the run: {}", describe(came[i], first + i), *known,
                                  where_instead(*known, recording.size(), seen))};
  }
  const std::size_t rest = recording.size() - first;
  if (reading == Reading::goes_on || came.size() >= rest) return std::nullopt;
  return Difference{expected + fmt::format("the {} that follow, next {}", rest,
                                           describe(recording[first + came.size()], first + came.size())),
                    fmt::format("{} of them came: {}", came.size(), why)};
}

std::optional<std::size_t> first_surplus(const spec::StreamSpec& spec, std::span<const Frame> recording, std::size_t seen,
                                         std::span<const Frame> came) {
  const std::size_t rest = recording.size() - first_missed(spec, seen);
  if (came.size() <= rest) return std::nullopt;
  return rest;
}

}  // namespace confab::conformance
