#include "client/connection_pool.hpp"

#include <utility>

namespace confab::conformance {
namespace {

using std::chrono::steady_clock;

// Servers close idle connections after two seconds or more; whoever asks just then is answered with a reset that says
// nothing about the deployment. Below that age it does not happen.
constexpr std::chrono::seconds kMaxAge{1};
constexpr std::size_t kMaxIdle = 16;

}  // namespace

std::unique_ptr<Connection> ConnectionPool::take() {
  std::vector<Idle> stale;  // closed outside the lock
  const std::lock_guard lock(mutex_);
  while (!idle_.empty()) {
    auto last = std::move(idle_.back());
    idle_.pop_back();
    if (steady_clock::now() - last.since < kMaxAge && last.connection->quiet()) return std::move(last.connection);
    stale.push_back(std::move(last));
  }
  return nullptr;
}

void ConnectionPool::give_back(std::unique_ptr<Connection> connection) {
  const std::lock_guard lock(mutex_);
  if (idle_.size() == kMaxIdle) idle_.erase(idle_.begin());
  idle_.push_back({std::move(connection), steady_clock::now()});
}

}  // namespace confab::conformance
