// await and close: what a background stream has shown so far.
#include <fmt/format.h>

#include <algorithm>

#include "checks/breach_tally.hpp"
#include "runner/matcher.hpp"
#include "runner/step_player.hpp"
#include "runner/until.hpp"

namespace confab::conformance {
namespace {

using reports::Verdict;
using scenarios::Until;

/// What is still on its way when a stream shows its terminal frame, or an answer overtakes it.
constexpr Milliseconds kInFlight{250};
/// Frames this far apart came in separate deliveries, so the later ones were produced after the first arrived.
constexpr Milliseconds kSeparate{60};

/// Whether the run still went on when it was asked for something, though its terminal frame has come since.
bool was_in_progress(const spec::StreamSpec& spec, const StreamProgress& progress, Milliseconds asked,
                     Milliseconds answered) {
  const Frame& terminal = progress.frames[*progress.terminal];
  // It was cut short, not done: by what it was asked for, as a cancel does.
  const bool cut = std::find(spec.cut_by.begin(), spec.cut_by.end(), terminal.name) != spec.cut_by.end();
  if (cut && terminal.at > asked) return true;
  const auto late =
      std::find_if(progress.frames.begin(), progress.frames.end(), [&](const Frame& frame) { return frame.at > answered; });
  return late != progress.frames.end() && terminal.at - late->at >= kSeparate;
}

}  // namespace

OpenStream* StepPlayer::known_stream(const std::string& name, const Step&, StepLog& log) {
  OpenStream* stream = streams_.find(name);
  if (stream == nullptr) log.give_up(Verdict::untestable, fmt::format("stream {} was not opened", name));
  return stream;
}

void StepPlayer::act(const scenarios::AwaitStep& await, const Step& step, StepLog& log) {
  OpenStream* stream = known_stream(await.stream, step, log);
  if (stream == nullptr) return;
  FrameSearch::Fits fits;
  if (!await.match.is_null()) {
    fits = [matcher = values_.fill_matcher(await.match)](const Frame& frame) {
      return frame.payload && match(matcher, &*frame.payload).empty();
    };
  }
  FrameSearch search(*stream->spec, await.until, std::move(fits), await.onward ? stream->onward : 0);
  const bool to_the_end = await.until.kind == Until::Kind::end;
  bool reached = false;
  WaitBudget budget = patience(step.within);
  if (to_the_end) budget = {step.within};
  stream->live->wait(
      [&](const StreamProgress& progress) {
        return (reached = search.reached(progress)) || (progress.terminal && !to_the_end);
      },
      budget);
  // Nothing comes after the terminal frame, except what a server in breach, or another run, may still send.
  if (!reached && !to_the_end) {
    stream->live->wait([&](const StreamProgress& progress) { return reached = search.reached(progress); }, {kInFlight});
  }
  const StreamProgress progress = stream->live->snapshot();
  const bool silent = !reached && !to_the_end && progress.opened && !progress.ended && !progress.terminal;
  if (silent) session_.stalled = true;
  if (silent && await.until.kind == Until::Kind::terminal && !stream->resumed() && !progress.frames.empty()) {
    log.add_finding(
        {"stream.terminal", false, fmt::format("{} within {} ms", any_of(stream->spec->terminals), step.within.count()),
         state_of(progress)},
        stream->spec->operation, stream->exchange);
  }
  const std::string expected = fmt::format("{}{}{} within {} ms", wanted(*stream->spec, await.until),
                                           await.match.is_null() ? "" : " with " + excerpt_json(await.match),
                                           await.onward ? " after the one found before" : "", step.within.count());
  const std::string own = own_check(step);
  const Outcome missed =
      progress.beyond_budget() ? untestable(own, state_of(progress)) : broken(own, expected, state_of(progress));
  Outcome outcome = reached ? held(own) : missed;
  if (!outcome.holds && await.until.kind == Until::Kind::frame && !shown_ && !step.proves.empty())
    log.miss_feature(fmt::format("{}: {}", expected, state_of(progress)));
  // Where the story needs what the deployment was never said to have, the first frame tells whether it is there.
  const bool first_sign = await.until.kind == Until::Kind::frame && !shown_;
  log.add_outcome(std::move(outcome), !reached && first_sign && log.only_tried() ? std::vector<std::string>() : step.proves,
                  stream->exchange);
  if (reached && await.until.kind == Until::Kind::frame) shown_ = true;
  const StreamSeen seen{*stream->spec, progress.frames, progress.closed, progress.close};
  judge_expectations(
      step, {progress.head, reached ? &seen : nullptr, "the stream did not get there", stream->exchange}, values_,
      [&] { return incremental(*stream, progress); }, log);
  save_text(await.save, *stream->spec, progress, log);
  if (!search.index()) return;
  const Frame& frame = progress.frames[*search.index()];
  stream->onward = *search.index() + 1;
  for (const scenarios::Save& save : await.save) {
    if (save.text) continue;
    const source::Json* value = frame.payload ? source::find(*frame.payload, save.pointer) : nullptr;
    if (value != nullptr) {
      save_value(save, *value, log);
    } else {
      log.add_outcome(broken("expect.frames", "a value at " + save.pointer + " for the story to go on with",
                             describe(frame, *search.index()) + " without it"),
                      {}, stream->exchange);
    }
  }
}

void StepPlayer::act(const scenarios::CloseStep& close, const Step& step, StepLog& log) {
  if (OpenStream* stream = known_stream(close.stream, step, log)) stream->live->close();
}

std::string StepPlayer::run_was_over(const std::string& name, Milliseconds asked) {
  OpenStream* stream = streams_.find(name);
  if (stream == nullptr) {
    return fmt::format("stream {} was not opened, so nobody knows whether its run was in progress", name);
  }
  const Milliseconds answered = session_.recorder.now();
  stream->live->wait([](const StreamProgress& progress) { return progress.terminal.has_value(); }, {kInFlight});
  std::string why;
  stream->live->look([&](const StreamProgress& progress) {
    if (progress.terminal && !was_in_progress(*stream->spec, progress, asked, answered)) {
      const Frame& terminal = progress.frames[*progress.terminal];
      why = fmt::format("the run ended before this step could be judged: {}", describe(terminal, *progress.terminal));
    } else if (!progress.terminal && progress.ended) {
      why = fmt::format("stream {} was over, so nobody knows whether its run was in progress", name);
    }
  });
  return why;
}

}  // namespace confab::conformance
