#include "runner/story.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "runner/patience.hpp"
#include "runner/restraint.hpp"
#include "runner/step_shape.hpp"

namespace confab::conformance {
namespace {

using reports::ScenarioResult;
using reports::StepResult;
using reports::Verdict;
using scenarios::Scenario;
using scenarios::Step;

constexpr const char* kInterrupted = "the run was interrupted";

std::string why_without(const std::vector<std::string>& needs, const Deployment& deployment) {
  for (const std::string& feature : needs) {
    if (!deployment.declared.contains(feature) && !deployment.tried.contains(feature)) {
      return fmt::format("needs {}, which the deployment does not declare", feature);
    }
  }
  return {};
}

void note_unreached(const Attribution& attribution, const std::vector<Step>& steps, const Stop& why, PlayedStory& story) {
  for (const std::string& operation : operations_of(steps)) {
    for (const auto& [check, clause] : attribution.claims_on(operation)) {
      Unreached& row = story.unreached[clause->id];
      if (row.verdict < why.verdict) row = {why.verdict, why.reason};
    }
  }
}

class Story {
 public:
  Story(Session& session, const Scenario& scenario)
      : session_(session),
        scenario_(scenario),
        values_(scenario, session.deployment, session.run_id),
        player_(session, scenario, values_, streams_) {}

  void play(PlayedStory& story);

 private:
  void play_step(std::size_t index);
  void settle_streams(std::size_t next_step);
  void judge_streams();
  void clean_up();
  void forget_judgements(StepResult& result) const;

  Session& session_;
  const Scenario& scenario_;
  Values values_;
  Streams streams_;
  StepPlayer player_;
  std::vector<StepResult> results_;
  std::optional<Stop> stop_;
  std::optional<std::size_t> stopped_at_;
};

/// For what may still come after the terminal frame; a server that closes the stream ends it sooner.
void linger(LiveStream& stream) {
  Milliseconds left{0};
  stream.look([&](const StreamProgress& progress) {
    if (!progress.terminal || progress.ended) return;
    left =
        std::chrono::duration_cast<Milliseconds>(progress.terminal_at + kTerminalGrace - std::chrono::steady_clock::now());
  });
  if (left.count() > 0) stream.wait([](const StreamProgress& progress) { return progress.ended; }, {left});
}

/// A stream that has shown its terminal frame is left before the story asks for something new: what another run sends there
/// would look like frames after the end.
void Story::settle_streams(std::size_t next_step) {
  for (OpenStream& stream : streams_.all()) {
    bool over = false;
    stream.live->look([&](const StreamProgress& progress) { over = progress.terminal.has_value(); });
    if (!over || awaits_end(scenario_.steps, next_step, stream.wish().as)) continue;
    linger(*stream.live);
    stream.live->close();
  }
}

void Story::play_step(std::size_t index) {
  const Step& step = scenario_.steps[index];
  const std::string skipped = why_skipped(step, session_.deployment);
  if (!skipped.empty()) {
    results_.push_back(unplayed(step, {Verdict::skip, skipped}));
    return;
  }
  const bool asks = step_exchange(step) != nullptr || std::holds_alternative<scenarios::ParallelStep>(step.action);
  if (asks) settle_streams(index);
  const auto started = session_.recorder.now();
  StepLog log = player_.play(step);
  for (const auto& [name, value] : log.saved()) values_.save(name, value);
  results_.push_back(log.take_result(static_cast<double>((session_.recorder.now() - started).count())));
  if (session_.interrupted()) return forget_judgements(results_.back());
  if (log.stopped()) {
    stop_ = log.stopped();
    stopped_at_ = index;
  }
  for (OpenStream& stream : streams_.all()) {
    if (!stream.step_index) stream.step_index = index;
  }
}

/// Who was hurried while it played may have seen half of what came.
void Story::forget_judgements(StepResult& result) const {
  result.checks.clear();
  result.verdict = Verdict::untested;
  result.reason = kInterrupted;
}

void Story::judge_streams() {
  if (session_.interrupted()) {
    for (OpenStream& stream : streams_.all()) stream.live->close();
    return;
  }
  for (OpenStream& stream : streams_.all()) {
    if (stream.judged) continue;
    linger(*stream.live);
    StepResult more = player_.judge_background(stream).take_result(0);
    if (!stream.step_index || *stream.step_index >= results_.size()) continue;
    StepResult& step = results_[*stream.step_index];
    for (auto& check : more.checks) step.checks.push_back(std::move(check));
    for (auto& exchange : more.exchanges) step.exchanges.push_back(std::move(exchange));
    step.verdict = std::max(step.verdict, more.verdict);
    if (step.reason.empty()) step.reason = more.reason;
  }
}

void Story::clean_up() {
  for (const Step& step : scenario_.cleanup) {
    if (!why_skipped(step, session_.deployment).empty()) continue;
    StepLog log = player_.play(step);
    StepResult result = log.take_result(0);
    if (result.exchanges.empty()) continue;  // there was nothing to clean up
    result.checks.clear();
    result.verdict = Verdict::untested;
    result.reason = "clean-up, not judged";
    result.name = "clean up: " + result.name;
    results_.push_back(std::move(result));
  }
}

void Story::play(PlayedStory& story) {
  ScenarioResult& result = story.result;
  try {
    for (std::size_t i = 0; i < scenario_.steps.size(); ++i) {
      if (session_.interrupted() && !stop_) stop_ = Stop{Verdict::untested, kInterrupted};
      if (session_.contact.lost() && !stop_)
        stop_ = Stop{Verdict::untestable, "the deployment answered none of the first requests"};
      if (stop_) {
        results_.push_back(unplayed(scenario_.steps[i], *stop_));
      } else {
        play_step(i);
      }
    }
    judge_streams();
  } catch (const std::exception& error) {
    stop_ = Stop{Verdict::error, session_.recorder.redact(fmt::format("confab itself failed: {}", error.what()))};
    stopped_at_ = results_.size();
    for (std::size_t i = results_.size(); i < scenario_.steps.size(); ++i)
      results_.push_back(unplayed(scenario_.steps[i], *stop_));
  }
  result.verdict = reports::worst(results_);
  if (stop_) {
    result.reason = session_.recorder.redact(stop_->reason);
    if (result.verdict <= Verdict::pass || stop_->verdict == Verdict::error) result.verdict = stop_->verdict;
    const auto from = static_cast<std::ptrdiff_t>(std::min(stopped_at_.value_or(0), scenario_.steps.size()));
    note_unreached(session_.attribution, {scenario_.steps.begin() + from, scenario_.steps.end()}, *stop_, story);
  }
  try {
    clean_up();
  } catch (const std::exception& error) {
    if (result.reason.empty())
      result.reason = session_.recorder.redact(fmt::format("the clean-up failed: {}", error.what()));
  }
  result.steps = std::move(results_);
}

ScenarioResult heading(const Scenario& scenario) {
  ScenarioResult result;
  result.id = scenario.id;
  result.title = scenario.title;
  result.vendor = scenario.vendor;
  return result;
}

/// What a story's operations could have shown, and did not: an error that never came, a lane of which no frame was streamed.
void note_unseen(const Session& session, const Scenario& scenario, PlayedStory& story) {
  note_unreached(session.attribution, scenario.steps,
                 {Verdict::skip, "nothing came that this could be judged on (no such frame, body or error)"}, story);
}

}  // namespace

std::string why_skipped(const Step& step, const Deployment& deployment) {
  return why_without(step.needs, deployment);
}

std::string why_skipped(const Scenario& scenario, const spec::Vendor& vendor, const Deployment& deployment) {
  const std::string without = why_without(scenario.needs, deployment);
  if (!without.empty()) return without;
  const std::string restrained = why_restrained(scenario, vendor, deployment);
  if (!restrained.empty()) return restrained;
  for (const std::string& persona : scenario.personas()) {
    if (persona == "default" || persona == "nobody") continue;
    if (credential_of(vendor, deployment, persona)) continue;
    return vendor.auth_header.empty() ? fmt::format("needs the persona {}, whom this vendor cannot tell apart", persona)
                                      : fmt::format("needs the persona {}, for whom no credential was given", persona);
  }
  return {};
}

PlayedStory play_story(Session& session, const Scenario& scenario) {
  if (session.interrupted()) return skip_story(session, scenario, {Verdict::untested, kInterrupted});
  const auto started = session.recorder.now();
  PlayedStory story;
  story.result = heading(scenario);
  Story(session, scenario).play(story);
  note_unseen(session, scenario, story);
  story.result.duration_ms = static_cast<double>((session.recorder.now() - started).count());
  return story;
}

PlayedStory skip_story(const Session& session, const Scenario& scenario, const Stop& why) {
  PlayedStory story;
  story.result = heading(scenario);
  story.result.verdict = why.verdict;
  story.result.reason = why.reason;
  for (const Step& step : scenario.steps) story.result.steps.push_back(unplayed(step, why));
  note_unreached(session.attribution, scenario.steps, why, story);
  return story;
}

}  // namespace confab::conformance
