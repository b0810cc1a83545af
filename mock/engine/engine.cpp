#include "engine/engine.hpp"

#include <algorithm>
#include <utility>

namespace confab::mock {

std::shared_ptr<Engine> Engine::make(EngineParts parts, Scheduler& scheduler) {
  return std::shared_ptr<Engine>(new Engine(std::move(parts), scheduler));
}

Engine::Engine(EngineParts parts, Scheduler& scheduler)
    : parts_(std::move(parts)), scheduler_(scheduler), ids_(fresh_ids()) {}

IdSequence Engine::fresh_ids() const {
  const IdSequence::Form form = parts_.dialect.id;
  return parts_.seed ? IdSequence(*parts_.seed, form) : IdSequence::unpredictable(form);
}

Engine::Found Engine::find(Owner owner, std::string_view id) const {
  const auto found = conversations_.find(id);
  if (found == conversations_.end()) return nullptr;
  return owner == kEverybody || found->second->owner == owner ? found->second : nullptr;
}

ConversationSummary Engine::create(Owner owner, NewConversation given) {
  const std::lock_guard lock(mutex_);
  auto conversation = std::make_shared<Conversation>();
  conversation->id = ids_.id();
  conversation->ids = ids_.branch();
  conversation->number = ++last_number_;
  conversation->owner = owner;
  conversation->titled = given.title.has_value();
  conversation->title = std::move(given.title).value_or("");
  conversation->context = std::move(given.context);
  conversation->created = conversation->updated = parts_.clock->now();
  conversation->rank = ++last_rank_;
  if (parts_.dialect.make_annex) conversation->annex = parts_.dialect.make_annex(*conversation);
  by_creation_.emplace(conversation->number, conversation.get());
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

void Engine::each(const std::function<void(const Conversation&)>& fn) const {
  const std::lock_guard lock(mutex_);
  for (const auto& [number, conversation] : by_creation_) fn(*conversation);
}

tl::expected<void, Denied> Engine::change(Owner owner, std::string_view id, const std::function<bool(Conversation&)>& fn) {
  const std::lock_guard lock(mutex_);
  const Found conversation = find(owner, id);
  if (!conversation) return tl::unexpected(Denied::no_such_conversation);
  conversation->document.touch();
  const Time before = std::exchange(conversation->updated, parts_.clock->now());
  if (fn(*conversation)) {
    raise(*conversation);
  } else {
    conversation->updated = before;
  }
  return {};
}

void Engine::raise(Conversation& conversation) {
  auto& owned = by_update_[conversation.owner];
  auto place = owned.extract(conversation.rank);
  place.key() = conversation.rank = ++last_rank_;
  owned.insert(std::move(place));
}

tl::expected<void, Denied> Engine::erase(Owner owner, std::string_view id) {
  Aftermath aftermath;
  {
    const std::lock_guard lock(mutex_);
    const Found conversation = find(owner, id);
    if (!conversation) return tl::unexpected(Denied::no_such_conversation);
    drop(*conversation, aftermath);
    by_update_[conversation->owner].erase(conversation->rank);
    by_creation_.erase(conversation->number);
    conversations_.erase(conversation->id);
  }
  perform(aftermath);
  return {};
}

void Engine::drop(Conversation& conversation, Aftermath& aftermath) {
  conversation.dropped = true;
  conversation.run.reset();  // readers may keep the conversation alive for long
  conversation.waiting.clear();
  wake_all(conversation, aftermath);
}

tl::expected<Bytes, Denied> Engine::document(Owner owner, std::string_view id, const FormOf& form) const {
  const std::lock_guard lock(mutex_);
  const Found conversation = find(owner, id);
  if (!conversation) return tl::unexpected(Denied::no_such_conversation);
  if (Bytes kept = conversation->document.kept()) return kept;
  return conversation->document.render(conversation->log, form(*conversation));
}

Time Engine::now() const {
  const std::lock_guard lock(mutex_);
  return parts_.clock->now();
}

void Engine::reset() {
  Aftermath aftermath;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [id, conversation] : conversations_) drop(*conversation, aftermath);
    by_update_.clear();
    by_creation_.clear();
    conversations_.clear();
    last_number_ = 0;
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
