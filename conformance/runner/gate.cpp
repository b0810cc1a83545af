#include "runner/gate.hpp"

#include <algorithm>

namespace confab::conformance {

Gate::Pass::~Pass() {
  if (gate_ != nullptr) gate_->leave(places_);
}

Gate::Pass Gate::enter(std::size_t wanted) {
  const std::size_t places = std::min(wanted, all_);
  if (places == 0) return {*this, 0};
  std::unique_lock lock(mutex_);
  const std::uint64_t ticket = last_ticket_++;
  changed_.wait(lock, [&] { return served_ == ticket && free_ >= places; });
  free_ -= places;
  ++served_;
  changed_.notify_all();
  return {*this, places};
}

void Gate::leave(std::size_t places) {
  if (places == 0) return;
  const std::lock_guard lock(mutex_);
  free_ += places;
  changed_.notify_all();
}

}  // namespace confab::conformance
