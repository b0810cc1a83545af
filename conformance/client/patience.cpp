#include "client/patience.hpp"

#include <poll.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace confab::conformance {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

Patience::Patience(milliseconds budget, const std::atomic<bool>* stopped, int stop_fd)
    : budget_(std::clamp(budget, milliseconds(0), milliseconds(std::chrono::hours(24)))),
      deadline_(steady_clock::now() + budget_),
      stopped_(stopped),
      stop_fd_(stop_fd) {}

milliseconds Patience::left() const {
  return std::max(milliseconds(0), std::chrono::ceil<milliseconds>(deadline_ - steady_clock::now()));
}

Waited Patience::check() const {
  if (stopped_ != nullptr && *stopped_) return Waited::stopped;
  return left() == milliseconds(0) ? Waited::timed_out : Waited::ready;
}

Waited Patience::wait(int fd, short events, int other_fd) const {
  std::array<pollfd, 3> all{pollfd{fd, events, 0}, pollfd{other_fd, POLLIN, 0}, pollfd{stop_fd_, POLLIN, 0}};
  for (;;) {
    if (const auto now = check(); now != Waited::ready) return now;
    const int found = poll(all.data(), all.size(), static_cast<int>(left().count()));
    if (found > 0 && (all[0].revents != 0 || all[1].revents != 0))
      return check() == Waited::stopped ? Waited::stopped : Waited::ready;
    if (found < 0 && errno != EINTR) return Waited::timed_out;
  }
}

Patience Patience::shortened(milliseconds budget) const {
  return Patience(std::min(budget, left()), stopped_, stop_fd_);
}

}  // namespace confab::conformance
