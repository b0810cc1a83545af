#include "net/loops.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include "net/loops_state.hpp"

namespace confab::mock {

namespace asio = boost::asio;

Loops::Loops(std::size_t count) : state_(std::make_unique<State>()) {
  if (count == 0) count = std::max(1U, std::thread::hardware_concurrency());
  for (std::size_t i = 0; i < count; ++i) {
    auto& loop = *state_->loops.emplace_back(std::make_unique<Loop>());
    loop.thread = std::thread([&loop] { loop.context.run(); });
  }
}

Loops::~Loops() {
  stop();
}

void Loops::after(std::chrono::milliseconds delay, std::function<void()> task) {
  auto& context = state_->loops.front()->context;
  if (delay.count() <= 0) {
    asio::post(context, std::move(task));
    return;
  }
  auto timer = std::make_shared<asio::steady_timer>(context, delay);
  timer->async_wait([timer, task = std::move(task)](boost::system::error_code error) {
    if (!error) task();
  });
}

void Loops::stop() {
  for (auto& loop : state_->loops) {
    loop->work.reset();
    loop->context.stop();
  }
  for (auto& loop : state_->loops) {
    if (loop->thread.joinable()) loop->thread.join();
  }
}

}  // namespace confab::mock
