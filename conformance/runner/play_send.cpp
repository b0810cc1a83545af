// send: what the client says on an open WebSocket.
#include <fmt/format.h>

#include <algorithm>

#include "runner/step_player.hpp"
#include "runner/until.hpp"
#include "source/json_text.hpp"

namespace confab::conformance {
namespace {

using reports::Verdict;
using What = scenarios::SendStep::What;

std::string hex(std::string_view bytes) {
  std::string text;
  for (const unsigned char byte : bytes) text += fmt::format("{:02x}", static_cast<unsigned>(byte));
  return text;
}

std::ptrdiff_t count_pongs(const StreamProgress& progress, const std::string& payload) {
  return std::count(progress.pongs.begin(), progress.pongs.end(), payload);
}

}  // namespace

void StepPlayer::act(const scenarios::SendStep& send, const Step& step, StepLog& log) {
  OpenStream* stream = known_stream(send.stream, step, log);
  if (stream == nullptr) return;
  StreamProgress before;
  stream->live->look([&](const StreamProgress& progress) {
    before.opened = progress.opened && !progress.ended;
    before.pongs = progress.pongs;
  });
  if (!before.opened) return log.give_up(Verdict::untestable, fmt::format("the socket {} is not open", send.stream));
  if (send.what == What::raw) return stream->live->say_raw(send.bytes, hex(send.bytes));
  if (send.what == What::json) return stream->live->say(SocketKind::text, source::render_json(values_.fill(send.json)));
  const std::string text = plain_text(values_.fill_text(send.bytes));
  if (send.what == What::text) return stream->live->say(SocketKind::text, text);

  stream->live->say(SocketKind::ping, text);
  const auto known = count_pongs(before, text);
  const bool answered =
      stream->live->wait([&](const StreamProgress& progress) { return count_pongs(progress, text) > known; }, {step.within});
  std::string state;
  stream->live->look([&](const StreamProgress& progress) { state = state_of(progress); });
  log.add_outcome(answered ? held("expect.pong")
                           : broken("expect.pong",
                                    fmt::format("a pong with the payload {} within {} ms", source::render_json(text),
                                                step.within.count()),
                                    fmt::format("none came, {}", state)),
                  step.proves, stream->exchange);
}

}  // namespace confab::conformance
