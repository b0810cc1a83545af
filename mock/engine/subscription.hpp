// One reader's place in a conversation's log.
#pragma once

#include <memory>

#include "engine/conversation.hpp"
#include "routing/reply.hpp"

namespace confab::mock {

class Engine;

/// Where a reader starts and where its stream ends.
struct Span {
  std::size_t begin = 0;      // index into the log
  std::size_t live = 0;       // the first terminal entry at or after this index is the last one delivered
  bool ends_at_live = false;  // nothing after `live` is delivered at all
  int run = 0;                // not 0: nothing of other runs is delivered, and other runs' ends do not count
};

/// Holds an index, no frames, so a slow reader costs nothing. Keeps engine and conversation alive. A wake is called without
/// the engine's lock; one that was already on its way may still arrive, once, after the reader unsubscribed or went away.
class Subscription final : public FrameSource {
 public:
  Subscription(std::shared_ptr<Engine> engine, std::shared_ptr<Conversation> conversation, Span span);
  ~Subscription() override;

  [[nodiscard]] Batch take(std::size_t most) override;
  void on_ready(std::function<void()> wake) override;

 private:
  friend class Engine;
  [[nodiscard]] bool has_news() const;  // under the lock, as all below
  [[nodiscard]] bool over() const;
  [[nodiscard]] bool concerns(const Entry& entry) const { return span_.run == 0 || entry.run == span_.run; }
  void deliver(Batch& batch, const Entry& entry, std::size_t index);

  std::shared_ptr<Engine> engine_;
  std::shared_ptr<Conversation> conversation_;
  Span span_;
  std::size_t next_;  // index of the entry to look at next
  bool finished_ = false;
  std::shared_ptr<const std::function<void()>> wake_;  // nullptr: nobody to wake
};

}  // namespace confab::mock
