#include "engine/feed.hpp"

#include <algorithm>
#include <utility>

namespace confab::mock {

/// Its members but `feed_` are guarded by the feed's mutex.
class Feed::Reader final : public FrameSource {
 public:
  Reader(std::shared_ptr<Feed> feed, std::vector<Bytes> first) : feed_(std::move(feed)), first_(std::move(first)) {}
  ~Reader() override;
  [[nodiscard]] Batch take(std::size_t most) override;
  void on_ready(std::function<void()> wake) override;

 private:
  friend class Feed;
  [[nodiscard]] bool dropped() const { return next_ < feed_->begin_; }
  [[nodiscard]] bool has_everything() const { return taken_ == first_.size() && next_ == feed_->end(); }
  [[nodiscard]] bool over() const { return dropped() || (feed_->closed_ && has_everything()); }

  const std::shared_ptr<Feed> feed_;
  std::vector<Bytes> first_;
  std::size_t taken_ = 0;   // of first_
  std::uint64_t next_ = 0;  // the number of the frame to take next
  std::shared_ptr<const std::function<void()>> wake_;
};

Feed::Reader::~Reader() {
  const std::lock_guard lock(feed_->mutex_);
  feed_->quiet_.erase(this);
  feed_->readers_.erase(this);
}

FrameSource::Batch Feed::Reader::take(std::size_t most) {
  const std::lock_guard lock(feed_->mutex_);
  Batch batch;
  while (!dropped() && batch.frames.size() < most && !has_everything()) {
    const bool opening = taken_ < first_.size();
    batch.frames.push_back(opening ? std::move(first_[taken_++]) : feed_->frames_[next_ - feed_->begin_]);
    if (!opening) ++next_;
  }
  batch.finished = over();
  if (batch.frames.empty() && !batch.finished && wake_) feed_->quiet_.insert(this);
  return batch;
}

void Feed::Reader::on_ready(std::function<void()> wake) {
  std::shared_ptr<const std::function<void()>> now;
  std::shared_ptr<const std::function<void()>> earlier;  // may own its reader, so it must not die under the lock
  {
    const std::lock_guard lock(feed_->mutex_);
    feed_->quiet_.erase(this);
    earlier = std::move(wake_);
    wake_ = wake ? std::make_shared<const std::function<void()>>(std::move(wake)) : nullptr;
    if (!wake_) return;
    if (over() || !has_everything()) {
      now = wake_;
    } else {
      feed_->quiet_.insert(this);
    }
  }
  if (now) (*now)();
}

std::shared_ptr<Feed> Feed::make(std::size_t most_behind) {
  return std::shared_ptr<Feed>(new Feed(most_behind));
}

void Feed::publish(Bytes frame) {
  Wakes wakes;
  {
    const std::lock_guard lock(mutex_);
    if (closed_ || readers_.empty()) return;
    frames_.push_back(std::move(frame));
    if (frames_.size() >= std::min(trim_at_, most_behind_ + 1)) trim();
    wakes = rouse();
  }
  for (const auto& wake : wakes) (*wake)();
}

std::shared_ptr<FrameSource> Feed::subscribe(std::vector<Bytes> first) {
  auto reader = std::make_shared<Reader>(shared_from_this(), std::move(first));
  const std::lock_guard lock(mutex_);
  reader->next_ = end();
  readers_.insert(reader.get());
  return reader;
}

void Feed::close() {
  Wakes wakes;
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    wakes = rouse();
  }
  for (const auto& wake : wakes) (*wake)();
}

void Feed::trim() {
  std::uint64_t slowest = end();
  for (const Reader* reader : readers_) {
    if (!reader->dropped()) slowest = std::min(slowest, reader->next_);
  }
  if (end() > most_behind_) slowest = std::max(slowest, end() - most_behind_);
  for (; begin_ < slowest; ++begin_) frames_.pop_front();
  trim_at_ = std::max<std::size_t>(64, 2 * frames_.size());
}

Feed::Wakes Feed::rouse() {
  Wakes wakes;
  for (Reader* reader : quiet_) wakes.push_back(reader->wake_);
  quiet_.clear();
  return wakes;
}

}  // namespace confab::mock
