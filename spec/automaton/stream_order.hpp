// Judges the order of a stream's frames: a shuffle of lanes inside a run (docs/spec-data.md).
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "automaton/expression.hpp"
#include "source/json_text.hpp"

namespace confab::spec {
struct StreamSpec;
}

namespace confab::automaton {

/// One breach: which frame (index from 0; the count of frames for a breach seen at the end), which lane, what was allowed.
struct OrderBreach {
  std::size_t frame = 0;
  std::string name;                  // the frame's name; empty at the end of the stream
  std::string rule;                  // "run", "terminal", or the lane's name: the last part of the check id
  std::string key;                   // which message, which call; empty for the run
  std::vector<std::string> allowed;  // names that could have come; empty: nothing
  std::string why;                   // a sentence
};

/// What may follow a terminal frame: nothing on a live stream, another run in a history or a replay over several runs.
enum class Runs { one, many };

/// Fed frame by frame; borrows `spec`. After a breach the lane concerned is not judged again, so that one fault gives one
/// breach.
class StreamOrder {
 public:
  StreamOrder(const spec::StreamSpec& spec, Runs runs);

  [[nodiscard]] std::vector<OrderBreach> on_frame(std::string_view name, const source::Json& payload);
  /// What is missing if the stream ends here. `complete` false (the reader left): nothing is.
  [[nodiscard]] std::vector<OrderBreach> at_end(bool complete);
  /// The last frame was a terminal one.
  [[nodiscard]] bool ended() const { return ended_; }

 private:
  struct LaneState {
    Matcher matcher;
    bool broken = false;
  };
  void step_run(std::string_view name, std::vector<OrderBreach>& breaches);
  void step_lanes(std::string_view name, const source::Json& payload, std::vector<OrderBreach>& breaches);
  void close_lanes(std::string_view terminal, std::vector<OrderBreach>& breaches);

  const spec::StreamSpec& spec_;
  Runs runs_;
  Matcher run_;
  bool run_broken_ = false;
  bool ended_ = false;
  std::size_t count_ = 0;
  std::map<std::string, LaneState, std::less<>> lanes_;  // by lane name, then key: "text\nabc"
};

}  // namespace confab::automaton
