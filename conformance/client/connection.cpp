#include "client/connection.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "client/tunnel.hpp"
#include "source/invariant.hpp"

namespace confab::conformance {
namespace {

Io judge(ssize_t moved, IoState when_blocked) {
  const int error = errno;
  if (moved > 0) return {IoState::moved, static_cast<std::size_t>(moved), {}};
  if (moved == 0) return {IoState::end, 0, {}};
  if (error == EAGAIN || error == EWOULDBLOCK || error == EINTR) return {when_blocked, 0, {}};
  return {IoState::failed, 0, describe_errno(error)};
}

std::string in_time(const Patience& patience) {
  return "within " + std::to_string(patience.budget().count()) + " ms";
}

Failure stopped() {
  return {HttpFault::stopped, "stopped while connecting"};
}

}  // namespace

tl::expected<std::unique_ptr<Connection>, Failure> Connection::open(const Endpoint& endpoint, const TlsContext* tls,
                                                                    const Patience& patience) {
  source::invariant(!endpoint.tls || tls != nullptr, "an https endpoint has a TLS context");
  const std::string& host = endpoint.proxy ? endpoint.proxy->host : endpoint.host;
  const auto addresses = resolve_host(host, endpoint.proxy ? endpoint.proxy->port : endpoint.port, patience);
  if (patience.check() == Waited::stopped) return tl::unexpected(stopped());
  if (!addresses) {
    const std::string who = endpoint.proxy ? "the proxy '" : "the host '";
    return tl::unexpected(Failure{HttpFault::unreachable, who + host + "' was not found: " + addresses.error()});
  }

  std::string tried;
  for (std::size_t at = 0; at < addresses->size(); ++at) {
    // An address that swallows packets must leave time for the next one.
    const auto share = patience.left() / static_cast<int>(addresses->size() - at);
    auto connection = connect((*addresses)[at], patience.shortened(share));
    if (patience.check() == Waited::stopped) return tl::unexpected(stopped());
    if (connection) {
      if (auto failure = (*connection)->prepare(endpoint, tls, patience)) return tl::unexpected(*std::move(failure));
      return std::move(*connection);
    }
    tried += (tried.empty() ? "no connection to " : "; to ") + (*addresses)[at].to_string() + ": " + connection.error();
  }
  return tl::unexpected(Failure{HttpFault::unreachable, std::move(tried)});
}

tl::expected<std::unique_ptr<Connection>, std::string> Connection::connect(const Address& address,
                                                                           const Patience& patience) {
  const int fd = socket(address.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) return tl::unexpected(describe_errno(errno));
  std::unique_ptr<Connection> connection(new Connection(fd));
  const int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (::connect(fd, reinterpret_cast<const sockaddr*>(&address.storage), address.size) == 0) return connection;
  if (errno != EINPROGRESS) return tl::unexpected(describe_errno(errno));

  if (patience.wait(fd, POLLOUT) != Waited::ready) return tl::unexpected("no answer " + in_time(patience));
  int error = 0;
  socklen_t size = sizeof error;
  getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size);
  if (error != 0) return tl::unexpected(describe_errno(error));
  return connection;
}

std::optional<Failure> Connection::prepare(const Endpoint& endpoint, const TlsContext* tls, const Patience& patience) {
  if (endpoint.proxy && endpoint.tunnel) {
    if (auto failure = open_tunnel(*this, endpoint, patience)) return failure;
  }
  return endpoint.tls ? start_tls(endpoint, *tls, patience) : std::nullopt;
}

std::optional<Failure> Connection::start_tls(const Endpoint& endpoint, const TlsContext& tls, const Patience& patience) {
  tls_.emplace(tls, fd_, endpoint.host);
  for (;;) {
    const auto io = tls_->handshake();
    if (io.state == IoState::moved) return std::nullopt;
    if (io.state == IoState::failed) return Failure{HttpFault::tls, io.why};
    const auto waited = patience.wait(fd_, io.state == IoState::want_write ? POLLOUT : POLLIN);
    if (waited == Waited::stopped) return stopped();
    if (waited == Waited::timed_out) return Failure{HttpFault::tls, "the TLS handshake did not finish " + in_time(patience)};
  }
}

Connection::~Connection() {
  tls_.reset();
  close(fd_);
}

Io Connection::read(char* into, std::size_t size) {
  if (tls_) return tls_->read(into, size);
  return judge(recv(fd_, into, size, 0), IoState::want_read);
}

Io Connection::write(const char* from, std::size_t size) {
  if (tls_) return tls_->write(from, size);
  return judge(send(fd_, from, size, MSG_NOSIGNAL), IoState::want_write);
}

bool Connection::quiet() {
  if (tls_) return tls_->quiet();
  char byte = 0;
  return judge(recv(fd_, &byte, 1, MSG_PEEK), IoState::want_read).state == IoState::want_read;
}

}  // namespace confab::conformance
