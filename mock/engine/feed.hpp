// One sequence of frames that every reader gets: a broadcast without a past.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <unordered_set>
#include <vector>

#include "routing/reply.hpp"

namespace confab::mock {

/// Frames are kept, once for all readers, until the slowest one has taken them; a reader that is `most_behind` frames behind
/// is dropped: its stream ends. All state, the readers' included, is guarded by one mutex, which this class owns; every
/// function may be called from any thread. Readers are woken without the mutex, yet within `publish` and `close`: who holds
/// a lock of its own around those, so that a change and its announcement are one step, must not take it when woken.
class Feed : public std::enable_shared_from_this<Feed> {
 public:
  static constexpr std::size_t kMostBehind = 65'536;  // as many changes as no reader misses by being merely slow
  [[nodiscard]] static std::shared_ptr<Feed> make(std::size_t most_behind = kMostBehind);

  void publish(Bytes frame);
  /// Gets `first`, then every frame published after this call.
  [[nodiscard]] std::shared_ptr<FrameSource> subscribe(std::vector<Bytes> first = {});
  /// Every reader's stream ends after what it has; so does that of each later one, and nothing is published any more.
  void close();

 private:
  class Reader;
  using Wakes = std::vector<std::shared_ptr<const std::function<void()>>>;
  explicit Feed(std::size_t most_behind) : most_behind_(most_behind) {}
  void trim();                  // under the mutex, as all below
  [[nodiscard]] Wakes rouse();  // everybody who is quiet
  [[nodiscard]] std::uint64_t end() const { return begin_ + frames_.size(); }

  const std::size_t most_behind_;
  std::mutex mutex_;
  std::deque<Bytes> frames_;
  std::uint64_t begin_ = 0;   // the number of frames_.front()
  std::size_t trim_at_ = 64;  // look for the slowest reader when there are this many frames
  bool closed_ = false;
  std::unordered_set<Reader*> readers_;
  std::unordered_set<Reader*> quiet_;  // those that have everything and want to be woken
};

}  // namespace confab::mock
