// "HOST:PORT", as --listen takes it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace confab::cli {

struct ListenAddress {
  std::string host;
  std::uint16_t port = 0;
};

/// "127.0.0.1:8080", "localhost:0", "[::1]:8080". Throws UserError for anything else.
[[nodiscard]] ListenAddress parse_listen_address(std::string_view text);

/// Whether everything the name stands for is this machine only. A name that cannot be resolved is not.
[[nodiscard]] bool is_loopback(const std::string& host);

}  // namespace confab::cli
