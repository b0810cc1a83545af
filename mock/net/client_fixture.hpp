// For tests: a client that knows nothing but bytes.
#pragma once

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "framework/catch.hpp"

namespace confab::mock::test {

class RawClient {
 public:
  explicit RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  }
  ~RawClient() { ::close(socket_); }
  void send(std::string_view bytes) {
    REQUIRE(::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size()));
  }

  /// Reads until `text` has come (or the end of the stream, for "") and gives everything so far.
  std::string until(std::string_view text) {
    for (;;) {
      if (!text.empty() && got_.find(text) != got_.npos) return got_;
      pollfd ready{socket_, POLLIN, 0};
      if (::poll(&ready, 1, 20'000) != 1) return got_ + "<nothing more in 20 s>";
      char bytes[4096];
      const auto count = ::recv(socket_, bytes, sizeof bytes, 0);
      if (count <= 0) return got_ + "<end>";
      got_.append(bytes, static_cast<std::size_t>(count));
    }
  }

 private:
  int socket_;
  std::string got_;
};

}  // namespace confab::mock::test
