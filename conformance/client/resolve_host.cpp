#include "client/resolve_host.hpp"

#include <netdb.h>

#include <array>
#include <chrono>
#include <cstring>
#include <future>
#include <memory>
#include <system_error>
#include <thread>
#include <utility>

namespace confab::conformance {
namespace {

using Resolved = tl::expected<std::vector<Address>, std::string>;

Resolved ask_resolver(const std::string& host, int port, int flags) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = flags | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const int error = getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found);
  if (error != 0) return tl::unexpected(std::string(gai_strerror(error)));

  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner(found, freeaddrinfo);
  std::vector<Address> addresses;
  for (const auto* entry = found; entry != nullptr; entry = entry->ai_next) {
    Address address;
    std::memcpy(&address.storage, entry->ai_addr, entry->ai_addrlen);
    address.size = entry->ai_addrlen;
    addresses.push_back(address);
  }
  return addresses;
}

}  // namespace

std::string Address::to_string() const {
  std::array<char, NI_MAXHOST> host{};
  std::array<char, NI_MAXSERV> port{};
  if (getnameinfo(reinterpret_cast<const sockaddr*>(&storage), size, host.data(), host.size(), port.data(), port.size(),
                  NI_NUMERICHOST | NI_NUMERICSERV) != 0)
    return "an unknown address";
  const std::string name = host.data();
  return (storage.ss_family == AF_INET6 ? "[" + name + "]" : name) + ":" + port.data();
}

Resolved resolve_host(const std::string& host, int port, const Patience& patience) {
  if (auto numeric = ask_resolver(host, port, AI_NUMERICHOST)) return numeric;

  // getaddrinfo cannot be interrupted; what its thread needs belongs to it.
  std::promise<Resolved> promise;
  auto answer = promise.get_future();
  try {
    std::thread([answered = std::move(promise), host, port]() mutable {
      answered.set_value(ask_resolver(host, port, AI_ADDRCONFIG));
    }).detach();
  } catch (const std::system_error&) {
    return tl::unexpected(std::string("no thread could be started to look the name up"));
  }
  constexpr std::chrono::milliseconds kLookAtStopEvery{10};
  while (answer.wait_for(kLookAtStopEvery) != std::future_status::ready)
    if (patience.check() != Waited::ready) return tl::unexpected(std::string("the name could not be looked up in time"));
  return answer.get();
}

}  // namespace confab::conformance
