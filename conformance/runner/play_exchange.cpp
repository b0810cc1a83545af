// call, request and poll.
#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "checks/breach_tally.hpp"
#include "checks/exchange_checks.hpp"
#include "checks/stored_events.hpp"
#include "runner/matcher.hpp"
#include "runner/step_player.hpp"

namespace confab::conformance {
namespace {

using source::Json;

constexpr int kTooMany = 429;  // RFC 6585, 4

/// The stream whose events that operation reads back; nullptr if there is none.
const spec::StreamSpec* stored_by(const spec::Vendor& vendor, const std::string& operation) {
  for (const auto& [id, stream] : vendor.streams) {
    if (stream.stored && stream.stored->operation == operation) return &stream;
  }
  return nullptr;
}

bool holds(const scenarios::Expectation& expectation, const HttpResponse& response, const Values& values) {
  const std::vector<Outcome> outcomes = judge_answer(expectation, response, values);
  return std::all_of(outcomes.begin(), outcomes.end(), [](const Outcome& outcome) { return outcome.holds; });
}

bool as_expected(const scenarios::Step& step, const HttpResponse& response, const Values& values) {
  return std::all_of(step.expect.begin(), step.expect.end(),
                     [&](const auto& expectation) { return holds(expectation, response, values); });
}

/// What was asked for was done, though with another success than expected: to ask again would do it again. Where an error is
/// waited for, or nothing but read, successes before it are what the waiting is about.
bool done_otherwise(const RequestParts& parts, const scenarios::Step& step, const HttpResponse& response) {
  const auto success = [](int status) { return status >= 200 && status < 300; };
  const auto expected = expected_statuses(step.expect);
  if (parts.method == "GET" || !success(response.status) || expected.empty()) return false;
  return std::all_of(expected.begin(), expected.end(), success) &&
         std::find(expected.begin(), expected.end(), response.status) == expected.end();
}

}  // namespace

void StepPlayer::await_turn() {
  for (std::size_t left = admitted_; left > 0;) {
    if (admitted_.compare_exchange_weak(left, left - 1)) return;
  }
  session_.throttle.await_turn();
}

bool StepPlayer::is_refusal(int status, const Step& step) const {
  const auto expected = expected_statuses(step.expect);
  return status == kTooMany && !counts_refusals_ && std::find(expected.begin(), expected.end(), kTooMany) == expected.end();
}

bool StepPlayer::is_excused(const HttpResponse& response, const Step& step) const {
  return is_refusal(response.status, step) && !response.header("Retry-After").empty();
}

std::string StepPlayer::why_refused() const {
  return fmt::format("the deployment answers 429 and goes on to do so for {} ms",
                     session_.deployment.limits.retry_timeout.count());
}

RawExchange StepPlayer::exchange_once(const RequestParts& parts, Milliseconds at_most, const Step& step) {
  for (Refusals refusals;;) {
    await_turn();
    RawExchange raw = ask(parts, at_most);
    if (raw.response.status != kTooMany && raw.response.status != 0) session_.throttle.note_answer();
    if (!is_refusal(raw.response.status, step)) return raw;
    if (!session_.throttle.pause_after(raw.response, refusals, std::chrono::steady_clock::now())) return raw;
  }
}

RawExchange StepPlayer::ask(const RequestParts& parts, Milliseconds at_most) {
  RawExchange raw;
  raw.operation = parts.operation ? parts.operation->id : "";
  raw.request = render_request(parts);
  raw.started = session_.recorder.now();
  const Asked asked = session_.creations.sending(raw.request, parts.persona);
  if (parts.operation == nullptr || session_.vendor.stream(parts.operation->id) == nullptr) {
    raw.response = session_.send(raw.request, at_most);
  } else {
    // What may open a stream is not waited for: its head is the answer.
    HttpBudget budget;
    budget.time = std::min(session_.deployment.timeout, at_most);
    budget.body_bytes = session_.deployment.limits.response_bytes;
    std::string body;
    StopToken stop;
    const StreamHandler handler{[](const HttpResponse& head) { return head.status >= 300; },
                                [&](std::string_view bytes) { return body += bytes, true; }};
    raw.response = session_.client.stream(raw.request, budget, handler, stop);
    raw.response.body = std::move(body);
    session_.contact.note(raw.response);
  }
  raw.ended = session_.recorder.now();
  if (asked.creation != nullptr) session_.creations.answered(asked, raw.response);
  session_.creations.done(raw.request, raw.response);
  return raw;
}

void StepPlayer::judge_contract(const RawExchange& raw, const RequestParts& parts, const Step& step, int id, StepLog& log) {
  if (is_excused(raw.response, step)) return;
  if (parts.operation == nullptr) {
    if (raw.response.status != 0) return;
    log.add_finding({"status", false, "a complete HTTP response", "no response: " + raw.response.fault_text}, "", id);
    return;
  }
  const auto expected = expected_statuses(step.expect);
  const bool opened = raw.response.fault == HttpFault::stopped;
  const ExchangeView view{session_.vendor, *parts.operation, raw.response, expected, opened};
  for (const Finding& finding : check_exchange(view)) log.add_finding(finding, parts.operation->id, id);

  const spec::StreamSpec* stream = stored_by(session_.vendor, parts.operation->id);
  const auto body = source::parse_json(raw.response.body);
  if (stream == nullptr || raw.response.status >= 300 || !body) return;
  if (const auto finding = check_stored_order(*stream, *body)) log.add_finding(*finding, parts.operation->id, id);
}

void StepPlayer::save_value(const scenarios::Save& save, const Json& value, StepLog& log) {
  if (save.matching.empty()) return log.save(save.name, value);
  const std::string text = plain_text(value);
  if (const auto group = first_group(save.matching, text)) return log.save(save.name, *group);
  if (log.any_broken()) return;
  log.add_outcome(broken("expect.body", "a value for the story to go on with, matching " + save.matching, excerpt(text)),
                  {});
}

void StepPlayer::save_from(const scenarios::Exchange& exchange, const HttpResponse& response, StepLog& log) {
  const auto body = source::parse_json(response.body);
  for (const scenarios::Save& save : exchange.save) {
    const std::string header = save.header.empty() ? "" : response.header(save.header);
    const Json* value = save.header.empty() && body ? source::find(*body, save.pointer) : nullptr;
    if (!header.empty()) {
      save_value(save, header, log);
    } else if (value != nullptr) {
      save_value(save, *value, log);
    } else if (!log.any_broken()) {
      const std::string where = save.header.empty() ? "a value at " + save.pointer : "a header " + save.header;
      log.add_outcome(broken(save.header.empty() ? "expect.body" : "expect.headers", where + " for the story to go on with",
                             fmt::format("status {} without it", response.status)),
                      {});
    }
  }
}

void StepPlayer::judge_exchange(const RawExchange& raw, const RequestParts& parts, const Step& step, StepLog& log) {
  const int id = log.add_exchange(raw);
  if (is_excused(raw.response, step)) return log.give_up(reports::Verdict::untestable, why_refused());
  judge_contract(raw, parts, step, id, log);
  if (raw.response.fault == HttpFault::body_too_big)
    return log.give_up(reports::Verdict::untestable,
                       "the answer is larger than this suite reads: " + raw.response.fault_text);
  judge_expectations(step, {raw.response, nullptr, "this answer is no stream", id}, values_, nullptr, log);
  if (step.expect.empty() && !step.proves.empty()) {
    const bool success = raw.response.status >= 200 && raw.response.status < 300;
    const std::string came = fmt::format("status {}", raw.response.status);
    log.add_outcome(success ? held("expect.status") : broken("expect.status", "a success", came), step.proves, id);
  }
  if (step.too_late) log.note_too_late(holds(*step.too_late, raw.response, values_));
  save_from(*step_exchange(step), raw.response, log);
}

void StepPlayer::act(const scenarios::CallStep& call, const Step& step, StepLog& log) {
  const RequestParts parts = fill_request(session_.vendor, session_.deployment, values_, call.exchange, step.persona);
  judge_exchange(exchange_once(parts, session_.deployment.timeout, step), parts, step, log);
}

void StepPlayer::act(const scenarios::PollStep& poll, const Step& step, StepLog& log) {
  const RequestParts parts = fill_request(session_.vendor, session_.deployment, values_, poll.exchange, step.persona);
  const Moment deadline = std::chrono::steady_clock::now() + step.within;
  constexpr Milliseconds kLongestPause{200};
  Milliseconds pause{2};
  for (;;) {
    const RawExchange raw = exchange_once(parts, session_.deployment.timeout, step);
    const bool settled = raw.response.status == 0 || is_refusal(raw.response.status, step) ||
                         done_otherwise(parts, step, raw.response) || as_expected(step, raw.response, values_);
    if (settled || session_.interrupted() || std::chrono::steady_clock::now() + pause >= deadline)
      return judge_exchange(raw, parts, step, log);
    std::this_thread::sleep_for(pause);  // the one thing here that nothing can wake: only asking again tells
    pause = std::min(pause * 2, kLongestPause);
  }
}

}  // namespace confab::conformance
