#include "runner/until.hpp"

#include <fmt/format.h>

#include "checks/breach_tally.hpp"

namespace confab::conformance {

using scenarios::Until;

FrameSearch::FrameSearch(const spec::StreamSpec& spec, Until until, Fits fits, std::size_t first)
    : spec_(spec), until_(std::move(until)), fits_(std::move(fits)), next_(first) {}

bool FrameSearch::counts(const Frame& frame) const {
  const bool named = until_.kind == Until::Kind::terminal ? spec_.is_terminal(frame.name)
                                                          : until_.frame.empty() || frame.name == until_.frame;
  return named && (!fits_ || fits_(frame));
}

bool FrameSearch::reached(const StreamProgress& progress) {
  if (until_.kind == Until::Kind::end) return progress.closed || progress.close.has_value();
  for (; !found_ && next_ < progress.frames.size(); ++next_) {
    if (counts(progress.frames[next_]) && ++count_ >= until_.count) found_ = next_;
  }
  return found_.has_value();
}

std::string wanted(const spec::StreamSpec& spec, const Until& until) {
  if (until.kind == Until::Kind::end) return "the server ends the stream";
  if (until.kind == Until::Kind::terminal) return any_of(spec.terminals);
  const std::string name = until.frame.empty() ? "a frame" : until.frame;
  return until.count == 1 ? name : fmt::format("{} times {}", until.count, name);
}

std::string state_of(const StreamProgress& progress) {
  if (!progress.has_head) return progress.why.empty() ? "no response" : "no response: " + progress.why;
  const std::string frames = progress.frames.empty() ? "no frame"
                                                     : fmt::format("{} frames, the last of them {}", progress.frames.size(),
                                                                   excerpt(progress.frames.back().name, 60));
  if (progress.closed || progress.close) return "the stream ended after " + frames;
  if (progress.complete()) return fmt::format("the stream broke off after {}: {}", frames, progress.why);
  if (progress.beyond_budget()) return fmt::format("{}: {}", progress.why, frames);
  return "the stream was still open after " + frames;
}

}  // namespace confab::conformance
