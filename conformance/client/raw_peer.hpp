// For tests: a peer that says exactly what a test tells it to, byte by byte.
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace confab::conformance {

/// One accepted connection. Every call gives up after a few seconds, so that no test hangs.
class RawConnection {
 public:
  explicit RawConnection(int fd) : fd_(fd) {}
  ~RawConnection();
  RawConnection(const RawConnection&) = delete;
  RawConnection& operator=(const RawConnection&) = delete;

  /// A head and as much body as its Content-Length says; empty if the connection ends before.
  std::string read_request();
  /// False once the other side is gone.
  bool say(std::string_view bytes);
  /// Until the other side hangs up; false if it does not.
  bool wait_for_hang_up();
  /// Closes with RST instead of FIN.
  void reset();

  [[nodiscard]] int fd() const { return fd_; }

 private:
  int fd_;
};

/// Listens on a free port of loopback; plays `script` for each connection, on a thread of its own. Must outlive its clients.
class RawPeer {
 public:
  using Script = std::function<void(RawConnection& connection, int number)>;  // connections count from 0

  explicit RawPeer(Script script);
  ~RawPeer();

  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] std::string url(std::string_view scheme = "http") const;
  [[nodiscard]] int accepted() const;

 private:
  void serve();

  Script script_;
  int port_ = 0;
  int listener_;
  mutable std::mutex mutex_;
  int accepted_ = 0;
  std::vector<std::thread> players_;  // of the acceptor until that ends
  std::thread acceptor_;
};

/// Answers each request of a connection with the same bytes.
[[nodiscard]] RawPeer::Script always(std::string answer);

/// A port of loopback on which nobody listens, and nobody else can.
class RefusedPort {
 public:
  RefusedPort();
  ~RefusedPort();
  [[nodiscard]] int number() const { return port_; }

 private:
  int port_ = 0;
  int fd_;
};

}  // namespace confab::conformance
