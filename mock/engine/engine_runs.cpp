// The engine's runs: how they start, go on and end.

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/engine.hpp"

namespace confab::mock {

Cue Engine::cue(const Turn& turn) const {
  const std::string& heard = turn.heard.empty() ? turn.text : turn.heard;
  return turn.script ? Cue{.script = turn.script, .message = heard} : parts_.prompts.cue(heard);
}

tl::expected<StartedRun, Denied> Engine::send(Owner owner, std::string_view id, std::string_view text) {
  return send(owner, id, Turn{.text = std::string(text)});
}

tl::expected<StartedRun, Denied> Engine::send(Owner owner, std::string_view id, Turn turn) {
  Cue heard = cue(turn);
  Aftermath aftermath;
  tl::expected<StartedRun, Denied> started;
  {
    const std::lock_guard lock(mutex_);
    const Found conversation = find(owner, id);
    if (!conversation) return tl::unexpected(Denied::no_such_conversation);
    started = start(conversation, std::move(turn), std::move(heard), aftermath);
  }
  perform(aftermath);
  return started;
}

tl::expected<StartedRun, Denied> Engine::send(Owner owner, std::string_view id, const Decide& decide) {
  Aftermath aftermath;
  tl::expected<StartedRun, Denied> started;
  {
    const std::lock_guard lock(mutex_);
    const Found conversation = find(owner, id);
    if (!conversation) return tl::unexpected(Denied::no_such_conversation);
    std::optional<Turn> turn = decide(*conversation);
    if (!turn) return tl::unexpected(Denied::declined);
    Cue heard = cue(*turn);
    started = start(conversation, *std::move(turn), std::move(heard), aftermath);
  }
  perform(aftermath);
  return started;
}

tl::expected<StartedRun, Denied> Engine::start(const Found& conversation, Turn turn, Cue cue, Aftermath& aftermath) {
  auto& waiting = conversation->waiting;
  if (conversation->run && (!turn.queue || waiting.size() >= kMostWaiting)) return tl::unexpected(Denied::run_active);
  IdSequence ids = conversation->ids.branch();
  StartedRun started{.number = conversation->runs + static_cast<int>(waiting.size()) + 1, .trace = ids.hex(32)};
  waiting.push_back(Run{.number = started.number,
                        .turn = std::move(turn),
                        .player = Player(std::move(cue.script), std::move(cue.message), ids)});
  if (!conversation->run) play(conversation, aftermath);
  return started;
}

bool Engine::begin_next(Conversation& conversation) {
  if (conversation.waiting.empty()) return false;
  conversation.run.emplace(std::move(conversation.waiting.front()));
  conversation.waiting.erase(conversation.waiting.begin());
  conversation.runs = conversation.run->number;
  if (!conversation.run->turn.silent) record_user_message(conversation, conversation.run->turn.text);
  conversation.last_run_begin = conversation.log.size();
  conversation.last_run_delivered = false;
  return true;
}

tl::expected<void, Denied> Engine::cancel(Owner owner, std::string_view id) {
  Aftermath aftermath;
  {
    const std::lock_guard lock(mutex_);
    const Found conversation = find(owner, id);
    if (!conversation) return tl::unexpected(Denied::no_such_conversation);
    if (!conversation->run) return tl::unexpected(Denied::no_run);
    record(*conversation, {.kind = Kind::run_cancelled, .role = Role::system});
    play(conversation, aftermath);
  }
  perform(aftermath);
  return {};
}

tl::expected<void, Denied> Engine::cancel(Owner owner, std::string_view id, const StartedRun& run) {
  Aftermath aftermath;
  {
    const std::lock_guard lock(mutex_);
    const Found conversation = find(owner, id);
    if (!conversation) return tl::unexpected(Denied::no_such_conversation);
    if (conversation->run && conversation->run->number == run.number) {
      record(*conversation, {.kind = Kind::run_cancelled, .role = Role::system});
      play(conversation, aftermath);
    } else {
      const auto waits = std::find_if(conversation->waiting.begin(), conversation->waiting.end(),
                                      [&run](const Run& each) { return each.number == run.number; });
      if (waits == conversation->waiting.end()) return tl::unexpected(Denied::no_run);
      waits->unwanted = true;
    }
  }
  perform(aftermath);
  return {};
}

tl::expected<void, Denied> Engine::confirm(Owner owner, std::string_view id, bool approved) {
  Aftermath aftermath;
  {
    const std::lock_guard lock(mutex_);
    const Found conversation = find(owner, id);
    if (!conversation) return tl::unexpected(Denied::no_such_conversation);
    if (!conversation->run || !conversation->run->asking) return tl::unexpected(Denied::nothing_to_confirm);
    conversation->run->asking = false;
    conversation->run->player.answer(approved);
    play(conversation, aftermath);
  }
  perform(aftermath);
  return {};
}

void Engine::record_user_message(Conversation& conversation, std::string_view text) {
  const auto message = std::make_shared<const std::string>(conversation.ids.id());
  record(conversation, {.kind = Kind::text_started, .role = Role::user, .subject = message});
  record(conversation, {.kind = Kind::text_delta, .role = Role::user, .subject = message, .text = std::string(text)});
  record(conversation, {.kind = Kind::text_ended, .role = Role::user, .subject = message, .tokens = estimate_tokens(text)});
}

void Engine::record(Conversation& conversation, Happening happening) {
  if (!is_terminal(happening.kind) && !parts_.dialect.accepts(conversation, happening)) return;
  if (happening.kind == Kind::title_changed) {
    conversation.title = happening.text;
    conversation.titled = true;
  }
  Entry entry{std::move(happening)};
  entry.id = static_cast<std::int64_t>(conversation.log.size()) + 1;
  entry.run = conversation.runs;
  entry.time = conversation.updated = parts_.clock->now();
  entry.frame = parts_.dialect.frame(conversation, entry);
  if (is_terminal(entry.kind)) conversation.run.reset();
  conversation.log.push_back(std::move(entry));
}

void Engine::play(const Found& conversation, Aftermath& aftermath) {
  while (conversation->run || begin_next(*conversation)) {
    Beat beat = conversation->run->player.next();
    if (auto* happening = std::get_if<Happening>(&beat)) {
      const bool begun = happening->kind == Kind::run_started;
      record(*conversation, std::move(*happening));
      if (begun && conversation->run->unwanted) record(*conversation, {.kind = Kind::run_cancelled, .role = Role::system});
      continue;
    }
    if (const auto* wanted = std::get_if<Pause>(&beat)) {
      const scenarios::Duration scaled{std::llround(static_cast<double>(wanted->duration.count()) * parts_.pace)};
      if (scaled.count() <= 0) continue;
      pause(conversation, scaled, aftermath);
    }
    conversation->run->asking = std::holds_alternative<Ask>(beat);
    break;
  }
  publish(*conversation, aftermath);
}

void Engine::pause(const Found& conversation, scenarios::Duration duration, Aftermath& aftermath) {
  const int run = conversation->run->number;
  const std::uint64_t pause = ++conversation->run->pause;
  aftermath.delay = duration;
  aftermath.timer = [engine = weak_from_this(), where = std::weak_ptr(conversation), run, pause] {
    const auto alive = engine.lock();
    const auto there = where.lock();
    if (alive && there) alive->resume(there, run, pause);
  };
}

void Engine::resume(const Found& conversation, int run, std::uint64_t pause) {
  Aftermath aftermath;
  {
    const std::lock_guard lock(mutex_);
    const auto& now = conversation->run;
    if (conversation->dropped || !now || now->number != run || now->pause != pause) return;
    play(conversation, aftermath);
  }
  perform(aftermath);
}

void Engine::publish(Conversation& conversation, Aftermath& aftermath) {
  conversation.document.touch();
  raise(conversation);
  wake_all(conversation, aftermath);
}

}  // namespace confab::mock
