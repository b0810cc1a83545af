// For tests: a growing log without an engine.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "routing/reply.hpp"

namespace confab::mock::test {

/// A log that the test appends to, as an engine would.
class Log : public std::enable_shared_from_this<Log> {
 public:
  void append(std::string text) {
    std::unique_lock lock(mutex_);
    frames_.push_back(std::make_shared<const std::string>(std::move(text)));
    wake(lock);
  }
  void finish() {
    std::unique_lock lock(mutex_);
    finished_ = true;
    wake(lock);
  }
  std::shared_ptr<FrameSource> reader();

 private:
  friend class LogReader;
  void wake(std::unique_lock<std::mutex>& lock) {
    auto wakes = std::exchange(wakes_, {});
    lock.unlock();
    for (auto& [reader, call] : wakes) call();
  }
  std::mutex mutex_;
  std::vector<Bytes> frames_;
  bool finished_ = false;
  std::map<const void*, std::function<void()>> wakes_;
};

class LogReader : public FrameSource {
 public:
  explicit LogReader(std::shared_ptr<Log> log) : log_(std::move(log)) {}
  Batch take(std::size_t most) override {
    const std::lock_guard lock(log_->mutex_);
    Batch batch;
    while (batch.frames.size() < most && next_ < log_->frames_.size()) batch.frames.push_back(log_->frames_[next_++]);
    batch.finished = log_->finished_ && next_ == log_->frames_.size();
    return batch;
  }
  void on_ready(std::function<void()> wake) override {
    std::unique_lock lock(log_->mutex_);
    log_->wakes_.erase(this);
    if (!wake) return;
    log_->wakes_[this] = std::move(wake);
    if (next_ < log_->frames_.size() || log_->finished_) log_->wake(lock);
  }

 private:
  std::shared_ptr<Log> log_;
  std::size_t next_ = 0;
};

inline std::shared_ptr<FrameSource> Log::reader() {
  return std::make_shared<LogReader>(shared_from_this());
}

}  // namespace confab::mock::test
