// compare: what was streamed with what is stored, or with another stream.
#include <fmt/format.h>

#include <thread>

#include "runner/compare.hpp"
#include "runner/step_player.hpp"

namespace confab::conformance {
namespace {

using reports::Verdict;
using source::Json;

/// A run's last events may reach the history a moment after they were streamed; nobody promises that they do so at once.
constexpr Milliseconds kStoredLate{1'000};

bool over(const StreamProgress& progress) {
  return progress.terminal || progress.ended;
}

using Comparison = std::optional<Difference>(const spec::StreamSpec&, std::span<const Frame>, std::span<const StoredEvent>);

}  // namespace

std::optional<Json> StepPlayer::read_stored(const OpenStream& stream, const Step& step, StepLog& log) {
  scenarios::Exchange exchange;
  exchange.operation = stream.spec->stored->operation;
  RequestParts parts = fill_request(session_.vendor, session_.deployment, values_, exchange, step.persona);
  parts.path = stream.parts.path;  // the same conversation
  const RawExchange raw = exchange_once(parts, session_.deployment.timeout, step);
  const int id = log.add_exchange(raw);
  judge_contract(raw, parts, step, id, log);
  const auto body = source::parse_json(raw.response.body);
  if (raw.response.status < 200 || raw.response.status >= 300 || !body) return std::nullopt;
  return *body;
}

void StepPlayer::act(const scenarios::CompareStep& compare, const Step& step, StepLog& log) {
  OpenStream* stream = known_stream(compare.stream, step, log);
  if (stream == nullptr) return;
  const bool with_history = compare.with == "stored" || compare.with == "text";
  OpenStream* other = with_history ? nullptr : known_stream(compare.with, step, log);
  if (!with_history && other == nullptr) return;
  for (OpenStream* one : {stream, other}) {
    if (one == nullptr || one->live->wait(over, patience(step.within))) continue;
    bool ended = false;
    one->live->look([&](const StreamProgress& progress) { ended = over(progress); });
    if (!ended)
      return log.give_up(Verdict::untestable, fmt::format("stream {} has not shown its terminal frame", one->wish().as));
  }
  for (OpenStream* one : {stream, other}) {
    if (one != nullptr && one->live->snapshot().beyond_budget())
      return log.give_up(Verdict::untestable, fmt::format("stream {} is longer than this suite reads", one->wish().as));
  }
  const std::string check = own_check(step);
  const std::vector<Frame> frames = stream->live->snapshot().frames;
  if (other != nullptr) {
    const auto difference = compare_frames(*stream->spec, frames, other->live->snapshot().frames);
    log.add_outcome(difference ? broken(check, difference->expected, difference->actual) : held(check), step.proves,
                    other->exchange);
    return;
  }
  if (!stream->spec->stored) return log.give_up(Verdict::untestable, "the vendor stores no events of this stream");
  Comparison* const comparison = compare.with == "stored" ? compare_stored : compare_text;
  const Moment patience_ends = std::chrono::steady_clock::now() + kStoredLate;
  for (Milliseconds pause{10};; pause *= 2) {
    StepLog attempt(session_, scenario_, step);
    const auto body = read_stored(*stream, step, attempt);
    const auto events = body ? stored_events(*stream->spec->stored, *body) : std::nullopt;
    const auto difference = events ? comparison(*stream->spec, frames, *events) : std::nullopt;
    const bool again = (!events || difference) && std::chrono::steady_clock::now() + pause < patience_ends;
    if (again) {
      std::this_thread::sleep_for(pause);  // nothing tells when the history is complete; only asking again does
      continue;
    }
    log.merge(std::move(attempt));
    if (!events) return log.give_up(Verdict::untestable, "the stored events could not be read back");
    log.add_outcome(difference ? broken(check, difference->expected, difference->actual) : held(check), step.proves,
                    log.last_exchange());
    return;
  }
}

}  // namespace confab::conformance
