// stream, in the foreground and in the background.
#include <fmt/format.h>

#include <algorithm>

#include "checks/breach_tally.hpp"
#include "checks/exchange_checks.hpp"
#include "runner/incremental.hpp"
#include "runner/patience.hpp"
#include "runner/step_player.hpp"
#include "runner/stream_text.hpp"
#include "runner/until.hpp"
#include "source/invariant.hpp"

namespace confab::conformance {
namespace {

using scenarios::Until;

bool expects_refusal(const std::vector<int>& expected) {
  return !expected.empty() && std::all_of(expected.begin(), expected.end(), [](int status) { return status >= 300; });
}

RawExchange as_exchange(const OpenStream& stream, const StreamProgress& progress) {
  RawExchange raw;
  raw.operation = stream.spec->operation;
  raw.request = stream.live->request();
  raw.response = progress.head;
  if (progress.opened) raw.response.body = progress.raw;
  raw.response_bytes = progress.raw_bytes;
  raw.response.fault = progress.fault;
  raw.response.fault_text = progress.why;
  raw.started = progress.started;
  raw.ended = progress.finished;
  return raw;
}

}  // namespace

WaitBudget StepPlayer::patience(Milliseconds within) const {
  // As long as frames come, the server is only slow. Once a stream of this run has been given up, others need not prove it.
  constexpr int kSlow = 4;
  const Milliseconds quiet = session_.stalled ? std::min(within, Milliseconds(3'000)) : within;
  return {within * kSlow, quiet, {}};
}

StreamWatch StepPlayer::watch_creation(const HttpRequest& request, const std::string& persona) {
  StreamWatch watch;
  const Asked asked = session_.creations.sending(request, persona);
  // What it created may be told by its last frame only: then even who hurries waits for it.
  if (asked.creation == nullptr) {
    watch.hurry = session_.interruption;
    return watch;
  }
  watch.on_frame = [this, asked](const Frame& frame) {
    if (frame.payload) session_.creations.shown(asked, *frame.payload);
  };
  watch.on_end = [this, asked](const HttpResponse& response) { session_.creations.answered(asked, response); };
  return watch;
}

OpenStream& StepPlayer::open(const Step& step, StepLog&) {
  const auto& wish = std::get<scenarios::StreamStep>(step.action);
  OpenStream stream;
  stream.step = &step;
  stream.spec = session_.vendor.stream(wish.exchange.operation);
  source::invariant(stream.spec != nullptr, "the loader checks that the operation streams");
  stream.parts = fill_request(session_.vendor, session_.deployment, values_, wish.exchange, step.persona);
  stream.exchange = session_.recorder.next_id();
  const Limits& limits = session_.deployment.limits;
  Throttle* const repeats = is_refusal(429, step) ? &session_.throttle : nullptr;
  await_turn();
  HttpRequest request = render_request(stream.parts);
  StreamWatch watch = watch_creation(request, stream.parts.persona);
  stream.live = std::make_unique<LiveStream>(session_.client, session_.recorder, *stream.spec, std::move(request),
                                             StreamBudget{.bytes = limits.response_bytes, .frames = limits.stream_frames},
                                             std::move(watch), repeats);
  return streams_.add(std::move(stream));
}

void StepPlayer::act(const scenarios::StreamStep& wish, const Step& step, StepLog& log) {
  OpenStream& stream = open(step, log);
  const auto expected = expected_statuses(step.expect);
  const auto refused = [&](const StreamProgress& progress) {
    return progress.has_head && (!progress.opened ? progress.ended : expects_refusal(expected));
  };
  if (wish.background) {
    // A handshake is answered at once, and what follows in the story may already be what the socket is to tell.
    const Milliseconds for_head = wish.socket ? session_.deployment.timeout : kHeadPatience;
    stream.live->wait([](const StreamProgress& progress) { return progress.has_head; }, {for_head});
    return;
  }
  FrameSearch search(*stream.spec, wish.until);
  const bool to_the_end = wish.until.kind == Until::Kind::end;
  WaitBudget budget = patience(step.within);
  if (to_the_end) budget.quiet = step.within;
  budget.head = session_.deployment.timeout;  // an answer may take as long as any other
  bool reached = false;
  stream.live->wait(
      [&](const StreamProgress& progress) { return (reached = search.reached(progress)) || refused(progress); }, budget);
  if (reached && wish.until.kind == Until::Kind::terminal) {
    stream.live->wait([](const StreamProgress& progress) { return progress.ended; }, {kTerminalGrace});
  }
  stream.live->look([&](const StreamProgress& progress) {
    if (!reached && !to_the_end && progress.opened && !progress.ended && !refused(progress)) session_.stalled = true;
  });
  stream.live->close();
  judge_stream(stream, log);
}

StepLog StepPlayer::judge_background(OpenStream& stream) {
  StepLog log(session_, scenario_, *stream.step);
  stream.live->close();
  judge_stream(stream, log);
  return log;
}

void StepPlayer::judge_stream(OpenStream& stream, StepLog& log) {
  stream.judged = true;
  const StreamProgress progress = stream.live->snapshot();
  const auto& wish = stream.wish();
  const auto expected = expected_statuses(stream.step->expect);
  const RawExchange raw = as_exchange(stream, progress);
  log.add_exchange(stream.exchange, raw);
  HttpResponse heard = progress.head;
  heard.fault = progress.fault;
  session_.contact.note(heard);
  if (is_excused(progress.head, *stream.step)) return log.give_up(reports::Verdict::untestable, why_refused());

  // A server may hold its head back until there is a frame. That is no breach where frames could have been the answer.
  const bool held_back =
      !progress.has_head && progress.fault == HttpFault::stopped && !expects_refusal(expected) && !wish.socket;
  const ExchangeView view{session_.vendor, *stream.parts.operation, raw.response, expected, progress.opened};
  if (!held_back) {
    for (const Finding& finding : check_exchange(view)) log.add_finding(finding, stream.spec->operation, stream.exchange);
  }

  FrameSearch search(*stream.spec, wish.until);
  const bool reached = wish.background || search.reached(progress);
  if (progress.opened) judge_frames(stream, progress, reached, log);

  const std::string own = own_check(*stream.step);
  if (!own.empty() && !expects_refusal(expected)) {
    const std::string within = fmt::format("{} within {} ms", wanted(*stream.spec, wish.until), stream.step->within.count());
    const std::string came = progress.has_head && !progress.opened
                                 ? fmt::format("status {}: {}", progress.head.status, excerpt(progress.head.body))
                                 : state_of(progress);
    const Outcome missed = progress.beyond_budget() ? untestable(own, came) : broken(own, within, came);
    log.add_outcome(reached ? held(own) : missed, stream.step->proves, stream.exchange);
  }
  const StreamSeen seen{*stream.spec, progress.frames, progress.closed, progress.close};
  const bool whole = reached || progress.complete() || wish.until.kind == Until::Kind::end;
  const Answer answer{raw.response, (progress.opened || held_back) && whole ? &seen : nullptr,
                      progress.opened ? "the stream was not read to where it should be" : "no stream was opened",
                      stream.exchange, held_back};
  judge_expectations(
      *stream.step, answer, values_, [&] { return incremental(stream, progress); }, log);
  if (progress.opened) save_text(wish.exchange.save, *stream.spec, progress, log);
}

void StepPlayer::save_text(const std::vector<scenarios::Save>& saves, const spec::StreamSpec& spec,
                           const StreamProgress& progress, StepLog& log) {
  for (const scenarios::Save& save : saves) {
    if (save.text) save_value(save, source::Json(assembled_text(streamed_messages(spec, progress.frames))), log);
    if (!save.header.empty()) save_value(save, source::Json(progress.head.header(save.header)), log);
  }
}

void StepPlayer::judge_frames(OpenStream& stream, const StreamProgress& progress, bool reached, StepLog& log) {
  const auto& spec = *stream.spec;
  const bool to_terminal =
      !stream.wish().background && (stream.wish().until.kind == Until::Kind::terminal || spec.terminals.empty());
  const auto before = stream.resumed() ? streams_.before(stream) : std::nullopt;
  StreamView view{.spec = spec, .schemas = *session_.vendor.schemas, .frames = progress.frames};
  view.head = &progress.head.headers;
  view.runs = stream.resumed() ? automaton::Runs::many : automaton::Runs::one;
  // An idle stream that the server ends has no run, and so nothing is missing.
  view.complete = progress.complete() && (!progress.frames.empty() || to_terminal);
  view.fault = progress.decode_fault;
  view.unfinished = progress.unfinished;
  view.stray = progress.stray;
  // Where the server resumed elsewhere than asked, the order would only tell that again.
  const bool goes_on = before && before->leads_to(spec, progress.frames);
  if (goes_on) view.before = before->frames;
  const bool anew = progress.frames.empty() || automaton::Matcher(spec.run).can_advance(progress.frames.front().name);
  view.from_start = !stream.resumed() || goes_on || (!before && anew);
  auto findings = check_stream(view);
  if (to_terminal && !reached && !stream.resumed() && !view.complete && !progress.beyond_budget() &&
      !spec.terminals.empty()) {
    std::erase_if(findings, [](const Finding& finding) { return finding.check == "stream.terminal"; });
    findings.push_back({"stream.terminal", false,
                        fmt::format("{} within {} ms", any_of(spec.terminals), stream.step->within.count()),
                        state_of(progress)});
  }
  for (const Finding& finding : findings) log.add_finding(finding, spec.operation, stream.exchange);
}

Outcome StepPlayer::incremental(const OpenStream& stream, const StreamProgress& progress) {
  std::optional<Duration> run;
  if (session_.deployment.declared.contains("scripted_agent")) {
    const Milliseconds pauses = scripted_pauses(scenario_.agent);
    const Milliseconds lasted = progress.frames.empty() ? Milliseconds(0) : progress.frames.back().at - progress.started;
    // With --pace the script's own pauses may have shrunk to nothing.
    if (pauses.count() > 0 && lasted * 2 >= pauses)
      run = Duration{pauses, fmt::format("the script pauses for {} ms", pauses.count())};
    return judge_incremental(progress.frames, run);
  }
  constexpr Milliseconds kLongEnough{500};
  if (arrival_spread(progress.frames) < kLongEnough && stream.spec->stored) {
    StepLog aside(session_, scenario_, *stream.step);
    const auto body = read_stored(stream, *stream.step, aside);
    const auto events = body ? stored_events(*stream.spec->stored, *body) : std::nullopt;
    const auto spread = events ? stored_spread(*stream.spec, progress.frames, *events) : std::nullopt;
    if (spread && *spread >= kLongEnough) {
      run = Duration{*spread, fmt::format("its stored events are {} ms apart", spread->count())};
    }
  }
  return judge_incremental(progress.frames, run);
}

}  // namespace confab::conformance
