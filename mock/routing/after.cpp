#include "routing/after.hpp"

#include <utility>

namespace confab::mock {

namespace {

constexpr std::size_t kFramesTaken = 64;

class AfterRun final : public LateReply {
 public:
  AfterRun(std::shared_ptr<FrameSource> run, std::function<Reply()> finish)
      : run_(std::move(run)), finish_(std::move(finish)) {}

  std::optional<Reply> take() override {
    for (;;) {
      const auto batch = run_->take(kFramesTaken);
      if (batch.finished) return finish_();
      if (batch.frames.empty()) return std::nullopt;
    }
  }
  void on_ready(std::function<void()> wake) override { run_->on_ready(std::move(wake)); }

 private:
  std::shared_ptr<FrameSource> run_;
  std::function<Reply()> finish_;
};

}  // namespace

Reply after(std::shared_ptr<FrameSource> run, std::function<Reply()> finish) {
  auto late = std::make_shared<AfterRun>(std::move(run), std::move(finish));
  if (auto reply = late->take()) return std::move(*reply);
  Reply reply;
  reply.later = std::move(late);
  return reply;
}

}  // namespace confab::mock
