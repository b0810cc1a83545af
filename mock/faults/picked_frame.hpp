// Which frame of a stream a deviation means.
#pragma once

#include <string>

#include "faults/parameters.hpp"
#include "faults/wire_frame.hpp"

namespace confab::mock {

/// Told by `frame` (a name; "terminal" for whatever ends the run; none: any) and `nth` (1: the first of them, which is the
/// default; 0: every one). Counts as it goes, so each reading has a copy of its own.
class PickedFrame {
 public:
  explicit PickedFrame(const Parameters& parameters)
      : name_(parameters.text("frame", "")), nth_(parameters.number("nth", 1)) {}

  /// Whether it is this one. To be asked once for each frame, in order.
  [[nodiscard]] bool next(const WireFrame& frame, const spec::StreamSpec& spec) {
    if (!frame.raw.empty() || !named(frame, spec)) return false;
    ++seen_;
    return nth_ == 0 || seen_ == nth_;
  }

 private:
  [[nodiscard]] bool named(const WireFrame& frame, const spec::StreamSpec& spec) const {
    return name_.empty() || frame.name == name_ || (name_ == "terminal" && spec.is_terminal(frame.name));
  }

  std::string name_;
  int nth_, seen_ = 0;
};

}  // namespace confab::mock
