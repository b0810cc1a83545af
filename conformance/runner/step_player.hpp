// Plays one step of a story.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <string>

#include "loader/scenario.hpp"
#include "runner/expectation.hpp"
#include "runner/session.hpp"
#include "runner/step_log.hpp"
#include "runner/step_shape.hpp"
#include "runner/streams.hpp"
#include "runner/values.hpp"

namespace confab::conformance {

/// Borrows everything. `play` may be called from several threads at once while nobody saves values.
class StepPlayer {
 public:
  StepPlayer(Session& session, const scenarios::Scenario& scenario, const Values& values, Streams& streams)
      : session_(session), scenario_(scenario), values_(values), streams_(streams) {}

  [[nodiscard]] StepLog play(const scenarios::Step& step);

  /// Judges a background stream once it is over, into a log for the step that opened it.
  [[nodiscard]] StepLog judge_background(OpenStream& stream);

 private:
  using Step = scenarios::Step;

  void act(const scenarios::CallStep& call, const Step& step, StepLog& log);  // play_exchange.cpp
  void act(const scenarios::PollStep& poll, const Step& step, StepLog& log);  // play_exchange.cpp
  void act(const scenarios::StreamStep& stream, const Step& step, StepLog& log);
  void save_value(const scenarios::Save& save, const source::Json& value, StepLog& log);

  // play_stream.cpp
  void save_text(const std::vector<scenarios::Save>& saves, const spec::StreamSpec& spec, const StreamProgress& progress,
                 StepLog& log);
  void act(const scenarios::AwaitStep& await, const Step& step, StepLog& log);    // play_await.cpp
  void act(const scenarios::SendStep& send, const Step& step, StepLog& log);      // play_send.cpp
  void act(const scenarios::CloseStep& close, const Step& step, StepLog& log);    // play_await.cpp
  void act(const scenarios::ReplayStep& replay, const Step& step, StepLog& log);  // play_replay.cpp
  /// How many reconnects may be tried at the same time.
  [[nodiscard]] std::size_t connections_left() const;
  void act(const scenarios::CompareStep& compare, const Step& step, StepLog& log);    // play_compare.cpp
  void act(const scenarios::PagesStep& pages, const Step& step, StepLog& log);        // play_pages.cpp
  void act(const scenarios::ParallelStep& parallel, const Step& step, StepLog& log);  // play_parallel.cpp

  // play_exchange.cpp
  /// Within the deployment's limits; repeated while it is refused with 429, unless the step expects that.
  [[nodiscard]] RawExchange exchange_once(const RequestParts& parts, Milliseconds at_most, const Step& step);
  [[nodiscard]] RawExchange ask(const RequestParts& parts, Milliseconds at_most);
  /// 429, and nobody said that it should come: the deployment has had enough, which is no breach.
  [[nodiscard]] bool is_refusal(int status, const Step& step) const;
  /// A refusal that says when to come back: it tells of a limit, and nothing of what was asked. Any other is an answer.
  [[nodiscard]] bool is_excused(const HttpResponse& response, const Step& step) const;
  [[nodiscard]] std::string why_refused() const;
  /// Waits for the next request's turn, unless a `parallel` has waited for it already.
  void await_turn();
  void judge_exchange(const RawExchange& raw, const RequestParts& parts, const Step& step, StepLog& log);
  void judge_contract(const RawExchange& raw, const RequestParts& parts, const Step& step, int id, StepLog& log);
  void save_from(const scenarios::Exchange& exchange, const HttpResponse& response, StepLog& log);

  // play_stream.cpp
  [[nodiscard]] OpenStream& open(const Step& step, StepLog& log);
  /// Before the stream is asked for.
  [[nodiscard]] StreamWatch watch_creation(const HttpRequest& request, const std::string& persona);
  void judge_stream(OpenStream& stream, StepLog& log);
  void judge_frames(OpenStream& stream, const StreamProgress& progress, bool reached, StepLog& log);
  [[nodiscard]] Outcome incremental(const OpenStream& stream, const StreamProgress& progress);

  // play_compare.cpp
  /// The history of the stream's conversation as it is stored now; the exchange is recorded and judged by the contract.
  [[nodiscard]] std::optional<source::Json> read_stored(const OpenStream& stream, const Step& step, StepLog& log);

  // play_replay.cpp
  /// Whether the frame is among the events of the stream's own conversation.
  [[nodiscard]] bool is_stored(const OpenStream& stream, const Frame& frame, const Step& step);

  /// The stream, or nothing after the log has been told that it never came about.
  [[nodiscard]] OpenStream* known_stream(const std::string& name, const Step& step, StepLog& log);
  /// Why a broken expectation says nothing: the run that `name` shows was over. Empty: it was still going on. `asked`: when
  /// the step began, on the recorder's clock.
  [[nodiscard]] std::string run_was_over(const std::string& name, Milliseconds asked);
  /// How long a stream is waited for by a step that allows `within`; shorter without a frame once one of this run stalled.
  [[nodiscard]] WaitBudget patience(Milliseconds within) const;

  Session& session_;
  const scenarios::Scenario& scenario_;
  const Values& values_;
  Streams& streams_;
  std::atomic<std::size_t> admitted_ = 0;      // requests of a `parallel` whose turn has come
  std::atomic<bool> counts_refusals_ = false;  // it expects 429
  std::atomic<bool> shown_ = false;            // a frame that the story waited for has come
};

/// What the expectations of a step say about an answer and, if one was opened, its stream. `seen` nullptr: there are no
/// frames to judge, and `why_unseen` says why.
struct Answer {
  const HttpResponse& response;
  const StreamSeen* seen = nullptr;
  std::string why_unseen;
  int exchange = 0;
  bool held_back = false;  // no head came, and none was due: nothing can be said about status, headers and body
};

/// Adds an outcome for each part of each expectation. What stands on a broken prerequisite, or on a status that is another
/// one already, is not judged. `incremental` is asked only where an expectation names it.
void judge_expectations(const scenarios::Step& step, const Answer& answer, const Values& values,
                        const std::function<Outcome()>& incremental, StepLog& log);

}  // namespace confab::conformance
