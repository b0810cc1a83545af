// The engine's readers: where their streams begin and how they are woken.

#include <algorithm>
#include <utility>

#include "engine/engine.hpp"

namespace confab::mock {

std::shared_ptr<FrameSource> Engine::subscribe(const Found& conversation, Span span) {
  return std::make_shared<Subscription>(shared_from_this(), conversation, span);
}

tl::expected<std::shared_ptr<FrameSource>, Denied> Engine::watch(Owner owner, std::string_view id, const StartedRun& run) {
  const std::lock_guard lock(mutex_);
  const Found conversation = find(owner, id);
  if (!conversation) return tl::unexpected(Denied::no_such_conversation);
  const auto& log = conversation->log;
  const auto first = std::lower_bound(log.begin(), log.end(), run.number,
                                      [](const Entry& entry, int number) { return entry.run < number; });
  const auto begin = static_cast<std::size_t>(first - log.begin());
  return subscribe(conversation, {.begin = begin, .live = begin, .run = run.number});
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

void Engine::wake_all(Conversation& conversation, Aftermath& aftermath) {
  for (const Subscription* reader : conversation.quiet) aftermath.wakes.push_back(reader->wake_);
  conversation.quiet.clear();
}

void Engine::perform(Aftermath& aftermath) {
  for (const auto& wake : aftermath.wakes) (*wake)();
  if (aftermath.delay) scheduler_.after(*aftermath.delay, std::move(aftermath.timer));
}

}  // namespace confab::mock
