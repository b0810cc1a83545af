// Names to addresses, within a deadline.
#pragma once

#include <sys/socket.h>

#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "client/patience.hpp"

namespace confab::conformance {

struct Address {
  sockaddr_storage storage{};
  socklen_t size = 0;

  /// "127.0.0.1:80", "[::1]:80"
  [[nodiscard]] std::string to_string() const;
};

/// All addresses in the resolver's order, at least one; or the reason. A resolver that does not answer is given up when the
/// patience ends: its thread goes on alone and its answer is dropped.
[[nodiscard]] tl::expected<std::vector<Address>, std::string> resolve_host(const std::string& host, int port,
                                                                           const Patience& patience);

}  // namespace confab::conformance
