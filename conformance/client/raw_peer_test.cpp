#include "client/raw_peer.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "source/invariant.hpp"

namespace confab::conformance {
namespace {

constexpr int kSeconds = 5;

int bind_to_loopback(int& port) {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  const bool bound = bind(fd, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                     getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  source::invariant(bound, "a test can bind to loopback");
  port = ntohs(address.sin_port);
  return fd;
}

int listen_on_loopback(int& port) {
  const int fd = bind_to_loopback(port);
  source::invariant(listen(fd, 16) == 0, "a test can listen on loopback");
  return fd;
}

std::size_t content_length(const std::string& head) {
  const auto at = head.find("Content-Length: ");
  return at == std::string::npos ? 0 : std::strtoul(head.c_str() + at + 16, nullptr, 10);
}

}  // namespace

RawConnection::~RawConnection() {
  if (fd_ >= 0) close(fd_);
}

std::string RawConnection::read_request() {
  std::string request;
  for (;;) {
    const auto end = request.find("\r\n\r\n");
    if (end != std::string::npos && request.size() >= end + 4 + content_length(request)) return request;
    char bytes[4096];
    const auto count = recv(fd_, bytes, sizeof bytes, 0);
    if (count <= 0) return {};
    request.append(bytes, static_cast<std::size_t>(count));
  }
}

bool RawConnection::say(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool RawConnection::wait_for_hang_up() {
  char bytes[4096];
  ssize_t count = 1;
  while (count > 0) count = recv(fd_, bytes, sizeof bytes, 0);
  return count == 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
}

void RawConnection::reset() {
  const linger hard{1, 0};
  setsockopt(fd_, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
  close(fd_);
  fd_ = -1;
}

RawPeer::RawPeer(Script script)
    : script_(std::move(script)), listener_(listen_on_loopback(port_)), acceptor_([this] { serve(); }) {}

RawPeer::~RawPeer() {
  shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  for (auto& player : players_) player.join();
  close(listener_);
}

std::string RawPeer::url(std::string_view scheme) const {
  return std::string(scheme) + "://127.0.0.1:" + std::to_string(port_);
}

int RawPeer::accepted() const {
  const std::lock_guard lock(mutex_);
  return accepted_;
}

void RawPeer::serve() {
  for (int number = 0;; ++number) {
    const int fd = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (fd < 0) return;
    {
      const std::lock_guard lock(mutex_);
      ++accepted_;
    }
    const timeval limit{kSeconds, 0};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    players_.emplace_back([this, fd, number] {
      RawConnection connection(fd);
      script_(connection, number);
    });
  }
}

RawPeer::Script always(std::string answer) {
  return [answer = std::move(answer)](RawConnection& connection, int) {
    while (!connection.read_request().empty() && connection.say(answer)) continue;
  };
}

RefusedPort::RefusedPort() : fd_(bind_to_loopback(port_)) {}

RefusedPort::~RefusedPort() {
  close(fd_);
}

}  // namespace confab::conformance
