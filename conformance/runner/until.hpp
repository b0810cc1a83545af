// When a reader has read enough.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "loader/step.hpp"
#include "model/stream_spec.hpp"
#include "runner/live_stream.hpp"

namespace confab::conformance {

/// Looks for the frame that an `until` or `await` names, each frame once. One for each wait.
class FrameSearch {
 public:
  using Fits = std::function<bool(const Frame&)>;

  /// `fits` narrows the search down; empty: every frame of that name counts. `first` is the
  /// first frame to look at.
  FrameSearch(const spec::StreamSpec& spec, scenarios::Until until, Fits fits = {}, std::size_t first = 0);

  /// Whether it has been reached, given what was read so far.
  bool reached(const StreamProgress& progress);
  /// The index of the frame that was reached.
  [[nodiscard]] std::optional<std::size_t> index() const { return found_; }

 private:
  [[nodiscard]] bool counts(const Frame& frame) const;

  const spec::StreamSpec& spec_;
  scenarios::Until until_;
  Fits fits_;
  std::size_t next_;  // the first frame not looked at
  int count_ = 0;
  std::optional<std::size_t> found_;
};

/// "RUN_FINISHED or RUN_ERROR", "the second TEXT_MESSAGE_END", "the end of the stream".
[[nodiscard]] std::string wanted(const spec::StreamSpec& spec, const scenarios::Until& until);

/// "the stream ended after 3 frames, the last of them RUN_STARTED", "no frame came for 5 s".
[[nodiscard]] std::string state_of(const StreamProgress& progress);

}  // namespace confab::conformance
