#include "wiring/interruption.hpp"

#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdint>
#include <string_view>

#include "source/invariant.hpp"

namespace confab::cli {
namespace {

constexpr int kEndedBySignal = 128;
constexpr std::string_view kWord = "\nconfab: no more steps; what was created is being deleted. Once more ends at once.\n";

sigset_t both() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

}  // namespace

Interruption::Interruption() {
  const sigset_t set = both();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  signals_ = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  leave_ = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  source::invariant(signals_ >= 0 && leave_ >= 0, "the system has descriptors for signals");
  thread_ = std::thread([this] { listen(); });
}

Interruption::~Interruption() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = write(leave_, &one, sizeof one);
  thread_.join();
  close(signals_);
  close(leave_);
  const sigset_t set = both();
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

void Interruption::listen() {
  std::array<pollfd, 2> both{pollfd{signals_, POLLIN, 0}, pollfd{leave_, POLLIN, 0}};
  for (;;) {
    if (poll(both.data(), both.size(), -1) < 0) continue;
    signalfd_siginfo info;
    while (read(signals_, &info, sizeof info) == sizeof info) {
      const int status = kEndedBySignal + static_cast<int>(info.ssi_signo);
      if (asked_) _exit(status);
      exit_status_ = status;
      asked_ = true;
      [[maybe_unused]] const auto written = write(STDERR_FILENO, kWord.data(), kWord.size());
    }
    if (both[1].revents != 0) return;
  }
}

}  // namespace confab::cli
