// replay: reconnects after every frame, a few connections at a time.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>

#include "checks/breach_tally.hpp"
#include "runner/patience.hpp"
#include "runner/replay.hpp"
#include "runner/run_together.hpp"
#include "runner/step_player.hpp"
#include "runner/until.hpp"

namespace confab::conformance {
namespace {

using reports::Verdict;

/// For frames that should not come: long enough for a few reconnects, a glance for all others.
constexpr Milliseconds kSurplusGrace{150};
constexpr Milliseconds kCutGlance{10};

/// What all reconnects of one step share.
struct Law {
  const spec::StreamSpec& spec;
  std::vector<Frame> recording;
  bool live = false;  // the run still goes on: more may follow
  WaitBudget patience;
};

struct Cut {
  std::size_t seen = 0;
  bool linger = false;  // watch for surplus frames
  std::optional<Difference> difference;
  std::optional<Frame> surplus;  // none of the recording's, after its last
  RawExchange raw;
  bool refused = false;  // with 429, and for as long as it may be asked again
  bool done = false;
};

/// Whether enough has come to know: all that had to, or something that must not.
bool decided(const Law& law, std::size_t seen, const StreamProgress& progress) {
  if (progress.has_head && !progress.opened) return progress.ended;
  const std::size_t rest = law.recording.size() - first_missed(law.spec, seen);
  if (rest == 0) return progress.has_head;
  return progress.frames.size() >= rest ||
         replay_difference(law.spec, law.recording, seen, progress.frames, Reading::goes_on, {}).has_value();
}

void judge_cut(const Law& law, const StreamProgress& progress, Cut& cut) {
  const std::size_t rest = law.recording.size() - first_missed(law.spec, cut.seen);
  const bool silent = !progress.has_head && rest == 0 && progress.fault == HttpFault::stopped;
  cut.refused = progress.head.status == 429;
  if (silent || cut.refused) return;
  if (!progress.opened) {
    const std::string came = progress.has_head
                                 ? fmt::format("status {}: {}", progress.head.status, excerpt(progress.head.body))
                                 : state_of(progress);
    cut.difference = Difference{fmt::format("the stream again after {} of {} frames", cut.seen, law.recording.size()), came};
    return;
  }
  cut.difference = replay_difference(law.spec, law.recording, cut.seen, progress.frames, Reading::over, state_of(progress));
  const auto surplus = first_surplus(law.spec, law.recording, cut.seen, progress.frames);
  if (!law.live && !cut.difference && surplus) cut.surplus = progress.frames[*surplus];
}

void read_cut(const Law& law, LiveStream& stream, Cut& cut) {
  const std::size_t rest = law.recording.size() - first_missed(law.spec, cut.seen);
  const bool known = stream.wait([&](const StreamProgress& progress) { return decided(law, cut.seen, progress); },
                                 rest == 0 ? WaitBudget{kHeadPatience} : law.patience);
  if (known && !law.live) {
    stream.wait([](const StreamProgress& progress) { return progress.ended; }, {cut.linger ? kSurplusGrace : kCutGlance});
  }
  stream.close();
  const StreamProgress progress = stream.snapshot();
  judge_cut(law, progress, cut);
  cut.raw.operation = law.spec.operation;
  cut.raw.request = stream.request();
  cut.raw.response = progress.head;
  if (progress.opened) cut.raw.response.body = progress.raw;
  cut.raw.response_bytes = progress.raw_bytes;
  cut.raw.response.fault = progress.fault;
  cut.raw.response.fault_text = progress.why;
  cut.raw.started = progress.started;
  cut.raw.ended = progress.finished;
  cut.done = true;
}

/// The first breach, or the second where the first is the one after a single frame. nullptr if there is none.
const Cut* telling_breach(const std::vector<Cut>& cuts) {
  const auto bad = [](const Cut& cut) { return cut.difference.has_value(); };
  const auto first = std::find_if(cuts.begin(), cuts.end(), bad);
  if (first == cuts.end()) return nullptr;
  const auto second = std::find_if(std::next(first), cuts.end(), bad);
  return &*(first->seen == 1 && second != cuts.end() ? second : first);
}

std::vector<Cut> plan_cuts(const std::vector<std::size_t>& counts) {
  std::vector<Cut> cuts(counts.size());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    cuts[i].seen = counts[i];
    cuts[i].linger = i == 0 || i == counts.size() / 2 || i + 1 == counts.size();
  }
  return cuts;
}

}  // namespace

void StepPlayer::act(const scenarios::ReplayStep& replay, const Step& step, StepLog& log) {
  OpenStream* stream = known_stream(replay.stream, step, log);
  if (stream == nullptr) return;
  if (!stream->spec->replay) return log.give_up(Verdict::untestable, "the vendor documents no replay of this stream");
  const StreamProgress read = stream->live->snapshot();
  Law law{*stream->spec, read.frames, !read.terminal, patience(std::min(step.within, session_.deployment.timeout))};
  if (read.terminal) law.recording.resize(*read.terminal + 1);  // what came after it is told by stream.terminal
  const auto counts = choose_cuts(law.spec, law.recording, replay.cuts);
  if (counts.empty()) {
    return log.give_up(Verdict::untestable,
                       fmt::format("stream {} has no frame with an id to reconnect after", replay.stream));
  }
  std::vector<Cut> cuts = plan_cuts(counts);
  std::atomic<std::size_t> next = 0;
  std::atomic<bool> breached = false;
  const Moment deadline = std::chrono::steady_clock::now() + step.within;
  const auto work = [&] {
    // Cuts are taken in order, so every one before the first breach is done as well. The second one always is: after a
    // single frame nothing tells the whole history from the last frame.
    for (std::size_t i = next++; i < cuts.size() && (i < 2 || !breached) && std::chrono::steady_clock::now() < deadline;
         i = next++) {
      RequestParts parts = stream->parts;
      parts.query[law.spec.replay->query] = resume_id(law.spec, law.recording[cuts[i].seen - 1]);
      await_turn();
      LiveStream reading(session_.client, session_.recorder, law.spec, render_request(parts),
                         {.bytes = session_.deployment.limits.response_bytes, .frames = law.recording.size() + 64}, {},
                         &session_.throttle);
      read_cut(law, reading, cuts[i]);
      if (cuts[i].difference) breached = true;
    }
  };
  run_together(connections_left(), cuts.size(), work);

  if (const Cut* bad = telling_breach(cuts)) {
    const int id = log.add_exchange(bad->raw);
    log.add_outcome(broken("stream.replay", bad->difference->expected, bad->difference->actual), step.proves, id);
    return;
  }
  if (std::any_of(cuts.begin(), cuts.end(), [](const Cut& cut) { return cut.refused; }))
    return log.give_up(Verdict::untestable, why_refused());
  const auto extra = std::find_if(cuts.begin(), cuts.end(), [](const Cut& cut) { return cut.surplus.has_value(); });
  if (extra != cuts.end() && !is_stored(*stream, *extra->surplus, step)) {
    const int id = log.add_exchange(extra->raw);
    log.add_outcome(
        broken("stream.replay", fmt::format("after {} of {} frames the rest and no more", extra->seen, law.recording.size()),
               fmt::format("{} as well, which is no event of this conversation: {}",
                           describe(*extra->surplus, law.recording.size()), excerpt(extra->surplus->data))),
        step.proves, id);
    return;
  }
  const int id = log.add_exchange(cuts.front().raw);
  log.add_outcome(held("stream.replay"), step.proves, id);
}

std::size_t StepPlayer::connections_left() const {
  const std::size_t allowed = session_.deployment.limits.concurrency;
  if (allowed == 0) return kReplayConnections;
  std::size_t used = 0;
  for (const OpenStream& stream : streams_.all())
    stream.live->look([&](const StreamProgress& progress) { used += progress.ended ? 0 : 1; });
  return std::clamp<std::size_t>(allowed - std::min(used, allowed), 1, kReplayConnections);
}

bool StepPlayer::is_stored(const OpenStream& stream, const Frame& frame, const Step& step) {
  const std::string id = resume_id(*stream.spec, frame);
  if (!stream.spec->stored || id.empty()) return false;
  StepLog aside(session_, scenario_, step);
  const auto body = read_stored(stream, step, aside);
  const auto events = body ? stored_events(*stream.spec->stored, *body) : std::nullopt;
  return events && std::any_of(events->begin(), events->end(), [&](const StoredEvent& event) { return event.id == id; });
}

}  // namespace confab::conformance
