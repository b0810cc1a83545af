#include "routing/late_steps.hpp"

#include <exception>
#include <utility>

namespace confab::mock {

namespace {

class AndThen final : public LateReply {
 public:
  AndThen(std::shared_ptr<LateReply> later, std::function<Reply(Reply)> step)
      : later_(std::move(later)), step_(std::move(step)) {}

  std::optional<Reply> take() override {
    auto reply = later_->take();
    if (!reply) return std::nullopt;
    return step_(std::move(*reply));
  }
  void on_ready(std::function<void()> wake) override { later_->on_ready(std::move(wake)); }

 private:
  std::shared_ptr<LateReply> later_;
  std::function<Reply(Reply)> step_;
};

class Guarded final : public LateReply {
 public:
  Guarded(std::shared_ptr<LateReply> later, std::function<Reply(const char*)> on_fault)
      : later_(std::move(later)), on_fault_(std::move(on_fault)) {}

  std::optional<Reply> take() override {
    try {
      return later_->take();
    } catch (const std::exception& fault) {
      return on_fault_(fault.what());
    }
  }
  void on_ready(std::function<void()> wake) override { later_->on_ready(std::move(wake)); }

 private:
  std::shared_ptr<LateReply> later_;
  std::function<Reply(const char*)> on_fault_;
};

}  // namespace

std::shared_ptr<LateReply> and_then(std::shared_ptr<LateReply> later, std::function<Reply(Reply)> step) {
  return std::make_shared<AndThen>(std::move(later), std::move(step));
}

std::shared_ptr<LateReply> guarded(std::shared_ptr<LateReply> later, std::function<Reply(const char*)> on_fault) {
  return std::make_shared<Guarded>(std::move(later), std::move(on_fault));
}

}  // namespace confab::mock
