// Connections that wait for another exchange.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include "client/connection.hpp"

namespace confab::conformance {

/// Safe to use from several threads at once.
class ConnectionPool {
 public:
  /// One that is still open, the one used last; nullptr if there is none. It belongs to the caller.
  [[nodiscard]] std::unique_ptr<Connection> take();
  void give_back(std::unique_ptr<Connection> connection);

 private:
  struct Idle {
    std::unique_ptr<Connection> connection;
    std::chrono::steady_clock::time_point since;
  };
  std::mutex mutex_;
  std::vector<Idle> idle_;  // oldest first
};

}  // namespace confab::conformance
