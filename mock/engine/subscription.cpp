#include "engine/subscription.hpp"

#include <utility>

#include "engine/engine.hpp"

namespace confab::mock {

Subscription::Subscription(std::shared_ptr<Engine> engine, std::shared_ptr<Conversation> conversation, Span span)
    : engine_(std::move(engine)), conversation_(std::move(conversation)), span_(span), next_(span.begin) {}

Subscription::~Subscription() {
  const std::lock_guard lock(engine_->mutex_);
  conversation_->quiet.erase(this);
}

bool Subscription::over() const {
  return finished_ || conversation_->dropped || engine_->stopped_ || (span_.ends_at_live && next_ >= span_.live);
}

bool Subscription::has_news() const {
  if (over()) return true;
  for (std::size_t index = next_; index < conversation_->log.size(); ++index) {
    const Entry& entry = conversation_->log[index];
    if (concerns(entry) && (entry.frame || is_terminal(entry.kind))) return true;
  }
  return false;
}

FrameSource::Batch Subscription::take(std::size_t most) {
  const std::lock_guard lock(engine_->mutex_);
  Batch batch;
  while (!over() && batch.frames.size() < most && next_ < conversation_->log.size()) {
    deliver(batch, conversation_->log[next_], next_);
    ++next_;
  }
  batch.finished = over();
  if (batch.frames.empty() && !batch.finished && wake_) conversation_->quiet.insert(this);
  return batch;
}

void Subscription::deliver(Batch& batch, const Entry& entry, std::size_t index) {
  if (!concerns(entry)) return;
  if (entry.frame) batch.frames.push_back(entry.frame);
  if (!is_terminal(entry.kind)) return;
  if (entry.run == conversation_->runs) conversation_->last_run_delivered = true;
  finished_ = index >= span_.live;
}

void Subscription::on_ready(std::function<void()> wake) {
  std::shared_ptr<const std::function<void()>> now;
  std::shared_ptr<const std::function<void()>> earlier;  // may own its reader, so it must not die under the lock
  {
    const std::lock_guard lock(engine_->mutex_);
    conversation_->quiet.erase(this);
    earlier = std::move(wake_);
    wake_ = wake ? std::make_shared<const std::function<void()>>(std::move(wake)) : nullptr;
    if (!wake_) return;
    if (has_news()) {
      now = wake_;
    } else {
      conversation_->quiet.insert(this);
    }
  }
  if (now) (*now)();
}

}  // namespace confab::mock
