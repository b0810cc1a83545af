// What changes something: turns and the archive.
#include <utility>

#include "vendors/replies.hpp"
#include "vendors/waldur_errors.hpp"
#include "vendors/waldur_mock.hpp"
#include "vendors/waldur_turns.hpp"

namespace confab::mock::waldur {

namespace {

Reply no_thread() {
  return detail_reply(404, "There is no such thread.");
}

Reply no_edit_reply(NoEdit why) {
  switch (why) {
    case NoEdit::unknown:
      return detail_reply(404, "There is no such message in this thread.");
    case NoEdit::not_by_user:
      return list_reply("Only the user's messages can be edited.");
    case NoEdit::not_the_last:
      break;
  }
  return list_reply("Only the user's last message can be edited.");
}

/// The lines of one turn. A client that leaves ends it: what was said until then is stored.
class TurnLines final : public FrameSource {
 public:
  TurnLines(std::shared_ptr<Engine> engine, std::string thread, StartedRun run, std::shared_ptr<FrameSource> lines)
      : engine_(std::move(engine)), thread_(std::move(thread)), run_(std::move(run)), lines_(std::move(lines)) {}
  ~TurnLines() override {
    if (!finished_) static_cast<void>(engine_->cancel(kEverybody, thread_, run_));
  }

  [[nodiscard]] Batch take(std::size_t most) override {
    Batch batch = lines_->take(most);
    finished_ = finished_ || batch.finished;
    return batch;
  }
  void on_ready(std::function<void()> wake) override { lines_->on_ready(std::move(wake)); }

 private:
  const std::shared_ptr<Engine> engine_;
  const std::string thread_;
  const StartedRun run_;
  const std::shared_ptr<FrameSource> lines_;
  bool finished_ = false;
};

}  // namespace

Reply Waldur::set_archived(const Call& call, bool archived) {
  const auto id = plain_uuid(call.path[0]);
  const auto change = [archived](Conversation& found) {
    thread_of(found).archived = archived;
    thread_of(found).touch(found.updated);
    return true;
  };
  if (!id || !engine_->change(reach(call), *id, change)) return no_thread();
  return empty_reply(204);
}

Reply Waldur::take_turn(const Call& call) {
  const auto request = parse_turn(call.body);
  if (!request) return mistakes_reply(request.error());
  if (call.caller.persona->name == "no_quota") return detail_reply(409, "The token quota is used up.");
  return play(call, *request);
}

Reply Waldur::play(const Call& call, const TurnRequest& request) {
  const Owner owner = call.caller.owner;
  Turn turn = turn_of(request);
  std::optional<NoEdit> no_edit;
  const auto decide = [&](const Conversation& thread) -> std::optional<Turn> {
    if (request.mode == Mode::edit) no_edit = thread_of(thread).why_no_edit(request.edited);
    return no_edit ? std::nullopt : std::optional(std::move(turn));
  };
  if (!request.thread) static_cast<void>(sessions_.current(owner));  // a thread belongs to a session
  const std::string id = request.thread ? *request.thread : engine_->create(owner, {}).id;
  const auto run = engine_->send(owner, id, decide);
  if (no_edit) return no_edit_reply(*no_edit);
  if (!run && run.error() == Denied::run_active) return detail_reply(409, "Too many turns wait in this thread.");
  if (!run) return no_thread();
  auto lines = engine_->watch(owner, id, *run);
  if (!lines) return no_thread();
  return stream_reply("application/x-ndjson", std::make_shared<TurnLines>(engine_, id, *run, std::move(*lines)));
}

Turn Waldur::turn_of(const TurnRequest& request) const {
  Judgement judgement = inspect(request.input);
  Turn turn{.text = judgement.heard, .silent = true, .queue = true};
  if (judgement.findings.action == Action::block) {
    turn.script = refusing(request.thread.has_value());
  } else if (judgement.heard != request.input) {
    turn.script = prompts_.cue(request.input).script;  // found by what was written, though the agent reads it masked
  }
  turn.more = Wish{.mode = request.mode,
                   .edited = request.edited,
                   .opens = !request.thread,
                   .findings = std::move(judgement.findings),
                   .stored = std::move(judgement.stored),
                   .warning = std::move(judgement.warning)}
                  .to_json();
  return turn;
}

}  // namespace confab::mock::waldur
