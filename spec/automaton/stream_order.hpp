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
/// breach. Lanes live as long as their run: what they left open is judged at the run's terminal frame.
/// - Frames whose name the stream does not document are passed over; the check of names judges them.
/// - Frames that lack the key of their lane (or have null there) form one lane of their own, which may repeat, because
///   nothing tells them apart.
/// - A lane with a key that is complete may not start again under the same key, unless it may repeat.
class StreamOrder {
 public:
  StreamOrder(const spec::StreamSpec& spec, Runs runs);

  [[nodiscard]] std::vector<OrderBreach> on_frame(std::string_view name, const source::Json& payload);
  /// What is missing if the stream ends here. `complete` false (the reader left): nothing is.
  [[nodiscard]] std::vector<OrderBreach> at_end(bool complete);
  /// The last frame was a terminal one; with Runs::one: a terminal frame has come.
  [[nodiscard]] bool ended() const { return ended_; }

 private:
  /// What came last on a walk, for the sentence that explains a breach.
  struct Seen {
    std::string name;
    std::size_t frame = 0;
  };
  struct LaneState {
    Matcher matcher;
    std::string lane, key;
    std::string label;  // how a sentence names it: "lane 'text' of message_id 'm1'"
    Seen last;
    bool broken = false;
  };
  using Breaches = std::vector<OrderBreach>;

  void start_run();
  void step_run(std::string_view name, Breaches& breaches);
  void step_lanes(std::string_view name, const source::Json& payload, Breaches& breaches);
  void step_lane(LaneState& lane, std::string_view name, Breaches& breaches);
  void close_lanes(std::string_view terminal, Breaches& breaches);
  void end_run(std::string_view terminal, Breaches& breaches);
  LaneState& lane_state(std::size_t index, const source::Json& payload);

  const spec::StreamSpec& spec_;
  Runs runs_;
  Matcher run_;
  Seen last_;
  bool run_broken_ = false;
  bool ended_ = false;
  bool overrun_ = false;  // frames after the end have been reported
  std::size_t count_ = 0;
  std::map<std::string, LaneState, std::less<>> lanes_;  // by lane name, then key: "text\nabc"
};

}  // namespace confab::automaton
