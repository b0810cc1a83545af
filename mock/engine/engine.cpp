#include "engine/engine.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace confab::mock {

std::shared_ptr<Engine> Engine::make(EngineParts parts, Scheduler& scheduler) {
  return std::shared_ptr<Engine>(new Engine(std::move(parts), scheduler));
}

Engine::Engine(EngineParts parts, Scheduler& scheduler)
    : parts_(std::move(parts)), scheduler_(scheduler), ids_(fresh_ids()) {}

IdSequence Engine::fresh_ids() const {
  return parts_.seed ? IdSequence(*parts_.seed) : IdSequence::unpredictable();
}

Engine::Found Engine::find(Owner owner, std::string_view id) const {
  const auto found = conversations_.find(id);
  return found != conversations_.end() && found->second->owner == owner ? found->second : nullptr;
}

ConversationSummary Engine::create(Owner owner, NewConversation given) {
  const std::lock_guard lock(mutex_);
  auto conversation = std::make_shared<Conversation>();
  conversation->id = ids_.uuid();
  conversation->ids = ids_.branch();
  conversation->owner = owner;
  conversation->titled = given.title.has_value();
  conversation->title = std::move(given.title).value_or("");
  conversation->context = std::move(given.context);
  conversation->created = conversation->updated = parts_.clock->now();
  conversation->rank = ++last_rank_;
  by_update_[owner].emplace(conversation->rank, conversation.get());
  conversations_.emplace(conversation->id, conversation);
  return conversation->summary();
}

std::vector<ConversationSummary> Engine::list(Owner owner) const {
  const std::lock_guard lock(mutex_);
  std::vector<ConversationSummary> result;
  const auto owned = by_update_.find(owner);
  if (owned == by_update_.end()) return result;
  result.reserve(owned->second.size());
  for (const auto& [rank, conversation] : owned->second) result.push_back(conversation->summary());
  return result;
}

bool Engine::exists(Owner owner, std::string_view id) const {
  const std::lock_guard lock(mutex_);
  return find(owner, id) != nullptr;
}

tl::expected<Bytes, Denied> Engine::document(Owner owner, std::string_view id, const FormOf& form) const {
  const std::lock_guard lock(mutex_);
  const Found conversation = find(owner, id);
  if (!conversation) return tl::unexpected(Denied::no_such_conversation);
  if (Bytes kept = conversation->document.kept()) return kept;
  return conversation->document.render(conversation->log, form(*conversation));
}

tl::expected<StartedRun, Denied> Engine::send(Owner owner, std::string_view id, std::string_view text) {
  Cue cue = parts_.prompts.cue(text);
  Aftermath aftermath;
  StartedRun started;
  {
    const std::lock_guard lock(mutex_);
    const Found conversation = find(owner, id);
    if (!conversation) return tl::unexpected(Denied::no_such_conversation);
    if (conversation->run) return tl::unexpected(Denied::run_active);
    IdSequence ids = conversation->ids.branch();
    started = {.number = ++conversation->runs, .trace = ids.hex(32)};
    record_user_message(*conversation, text);
    conversation->last_run_begin = conversation->log.size();
    conversation->last_run_delivered = false;
    conversation->run.emplace(Run{.number = started.number, .player = Player(cue.script, std::move(cue.message), ids)});
    play(conversation, aftermath);
  }
  perform(aftermath);
  return started;
}

tl::expected<void, Denied> Engine::cancel(Owner owner, std::string_view id) {
  Aftermath aftermath;
  {
    const std::lock_guard lock(mutex_);
    const Found conversation = find(owner, id);
    if (!conversation) return tl::unexpected(Denied::no_such_conversation);
    if (!conversation->run) return tl::unexpected(Denied::no_run);
    record(*conversation, {.kind = Kind::run_cancelled, .role = Role::system});
    publish(*conversation, aftermath);
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
  const auto message = std::make_shared<const std::string>(conversation.ids.uuid());
  record(conversation, {.kind = Kind::text_started, .role = Role::user, .subject = message});
  record(conversation, {.kind = Kind::text_delta, .role = Role::user, .subject = message, .text = std::string(text)});
  record(conversation, {.kind = Kind::text_ended, .role = Role::user, .subject = message, .tokens = estimate_tokens(text)});
}

void Engine::record(Conversation& conversation, Happening happening) {
  if (!parts_.dialect.accepts(conversation, happening)) return;
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
  while (conversation->run) {
    Beat beat = conversation->run->player.next();
    if (auto* happening = std::get_if<Happening>(&beat)) {
      record(*conversation, std::move(*happening));
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
  auto& owned = by_update_[conversation.owner];
  auto place = owned.extract(conversation.rank);
  place.key() = conversation.rank = ++last_rank_;
  owned.insert(std::move(place));
  wake_all(conversation, aftermath);
}

void Engine::wake_all(Conversation& conversation, Aftermath& aftermath) {
  for (const Subscription* reader : conversation.quiet) aftermath.wakes.push_back(reader->wake_);
  conversation.quiet.clear();
}

void Engine::perform(Aftermath& aftermath) {
  for (const auto& wake : aftermath.wakes) (*wake)();
  if (aftermath.delay) scheduler_.after(*aftermath.delay, std::move(aftermath.timer));
}

std::shared_ptr<FrameSource> Engine::subscribe(const Found& conversation, Span span) {
  return std::make_shared<Subscription>(shared_from_this(), conversation, span);
}

tl::expected<std::shared_ptr<FrameSource>, Denied> Engine::follow(Owner owner, std::string_view id) {
  const std::lock_guard lock(mutex_);
  const Found conversation = find(owner, id);
  if (!conversation) return tl::unexpected(Denied::no_such_conversation);
  const bool last_run = conversation->run || (conversation->runs > 0 && !conversation->last_run_delivered);
  const std::size_t begin = last_run ? conversation->last_run_begin : conversation->log.size();
  return subscribe(conversation, {.begin = begin, .live = begin});
}

tl::expected<std::shared_ptr<FrameSource>, Denied> Engine::replay(Owner owner, std::string_view id, std::int64_t after) {
  const std::lock_guard lock(mutex_);
  const Found conversation = find(owner, id);
  if (!conversation) return tl::unexpected(Denied::no_such_conversation);
  const auto size = static_cast<std::int64_t>(conversation->log.size());
  const auto begin = static_cast<std::size_t>(std::clamp<std::int64_t>(after, 0, size));  // entry N+1 stands at index N
  const bool ended = conversation->runs > 0 && !conversation->run;
  return subscribe(conversation, {.begin = begin, .live = conversation->log.size(), .ends_at_live = ended});
}

void Engine::reset() {
  Aftermath aftermath;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [id, conversation] : conversations_) {
      conversation->dropped = true;
      wake_all(*conversation, aftermath);
    }
    by_update_.clear();
    conversations_.clear();
    ids_ = fresh_ids();
    parts_.clock->restart();
  }
  perform(aftermath);
}

void Engine::stop() {
  Aftermath aftermath;
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    for (const auto& [id, conversation] : conversations_) wake_all(*conversation, aftermath);
  }
  perform(aftermath);
}

}  // namespace confab::mock
