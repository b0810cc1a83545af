#include "wiring/listen_address.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>

#include <charconv>
#include <memory>

#include "source/user_error.hpp"

namespace confab::cli {
namespace {

bool is_loopback(const sockaddr* address) {
  if (address->sa_family == AF_INET) {
    const auto* v4 = reinterpret_cast<const sockaddr_in*>(address);
    return ntohl(v4->sin_addr.s_addr) >> 24 == 127;
  }
  const auto* v6 = reinterpret_cast<const sockaddr_in6*>(address);
  return address->sa_family == AF_INET6 && IN6_IS_ADDR_LOOPBACK(&v6->sin6_addr);
}

}  // namespace

ListenAddress parse_listen_address(std::string_view text) {
  const auto wrong = [&](std::string_view why) {
    return source::UserError({}, fmt::format("\"{}\" is no address to listen on: {}", text, why),
                             "Write HOST:PORT, for example 127.0.0.1:8080 or [::1]:0; port 0 takes a free one.");
  };
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) throw wrong("the port is missing");
  std::string_view host = text.substr(0, colon);
  const std::string_view digits = text.substr(colon + 1);
  if (host.starts_with('[') && host.ends_with(']')) {
    host = host.substr(1, host.size() - 2);
  } else if (host.find(':') != std::string_view::npos) {
    throw wrong("an IPv6 address stands in brackets");
  }
  if (host.empty()) throw wrong("the host is missing");
  unsigned port = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size() || port > 65535)
    throw wrong("the port is no number from 0 to 65535");
  return {std::string(host), static_cast<std::uint16_t>(port)};
}

bool is_loopback(const std::string& host) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(host.c_str(), nullptr, &hints, &found) != 0) return false;
  const std::unique_ptr<addrinfo, void (*)(addrinfo*)> owner(found, freeaddrinfo);
  for (const addrinfo* one = found; one; one = one->ai_next) {
    if (!is_loopback(one->ai_addr)) return false;
  }
  return true;
}

}  // namespace confab::cli
