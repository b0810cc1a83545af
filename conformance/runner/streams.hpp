// The streams that one story has opened.
#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loader/step.hpp"
#include "runner/live_stream.hpp"
#include "runner/request.hpp"

namespace confab::conformance {

/// `step` and `spec` are borrowed.
struct OpenStream {
  const scenarios::Step* step = nullptr;
  const spec::StreamSpec* spec = nullptr;
  RequestParts parts;
  int exchange = 0;  // the id its exchange will have
  std::unique_ptr<LiveStream> live;
  std::size_t onward = 0;  // the first frame after the one that an await found last
  bool judged = false;
  std::optional<std::size_t> step_index;  // where in the story it was opened: there its judgements go

  [[nodiscard]] const scenarios::StreamStep& wish() const { return std::get<scenarios::StreamStep>(step->action); }
  /// It was opened with a resume id.
  [[nodiscard]] bool resumed() const;
  [[nodiscard]] std::string resume_value() const;
};

/// What one reader had seen when another one resumed there.
struct SeenBefore {
  std::vector<Frame> frames;   // from the run's start to the one with the resume id
  std::optional<Frame> after;  // the one that came next, if it has come

  /// Whether `frames` go on from there: neither a gap nor a repetition.
  [[nodiscard]] bool leads_to(const spec::StreamSpec& spec, const std::vector<Frame>& following) const;
};

/// Steps of a `parallel` open streams at the same time; entries stay where they are.
class Streams {
 public:
  OpenStream& add(OpenStream stream);
  /// The one opened last under that name; nullptr if opening it never came about.
  [[nodiscard]] OpenStream* find(std::string_view name);
  /// All of them, in the order they were opened. Not while a `parallel` is being played.
  [[nodiscard]] std::deque<OpenStream>& all() { return streams_; }

  /// What was read on another stream of the same conversation, that was not resumed itself, up to the frame after which
  /// `stream` was. Nothing if nobody read that.
  [[nodiscard]] std::optional<SeenBefore> before(const OpenStream& stream) const;

 private:
  mutable std::mutex mutex_;  // guards streams_
  std::deque<OpenStream> streams_;
};

}  // namespace confab::conformance
