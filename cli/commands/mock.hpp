// confab mock: the vendor's side.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wiring/knowledge.hpp"

namespace confab::cli {

struct MockOptions {
  std::string vendor = "all";
  std::string contract;  // empty: the vendor's default one
  std::string listen = "127.0.0.1:8080";
  std::string port_file;  // empty: none
  std::optional<std::uint64_t> seed;
  double pace = 1;
  std::chrono::milliseconds heartbeat{15'000};
  bool control = false;                 // the control interface also off loopback
  std::vector<std::string> deviations;  // --deviate
  bool quiet = false;
  Folders folders;
};

/// Serves until SIGINT or SIGTERM.
[[nodiscard]] int run_mock(const MockOptions& options);

}  // namespace confab::cli
