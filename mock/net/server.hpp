// The mock's one port: accepts, reads requests, writes replies and streams.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "net/loops.hpp"
#include "net/request_reader.hpp"
#include "routing/application.hpp"

namespace confab::mock {

struct ServerSettings {
  std::string host = "127.0.0.1";  // an address or a name
  std::uint16_t port = 0;          // 0: a free one
  RequestLimits limits{};
  std::chrono::milliseconds heartbeat{15'000};         // on a quiet stream
  std::chrono::milliseconds request_deadline{10'000};  // from the first byte of a request to its last
  std::chrono::milliseconds idle_deadline{75'000};     // between requests
  std::chrono::milliseconds write_deadline{60'000};    // for a reader that takes nothing
  std::chrono::milliseconds grace{2'000};              // for open connections when stopping
};

/// Listens from construction on. `loops` and `application` must outlive it. Not copyable; used from one thread.
class Server {
 public:
  /// Throws UserError if the address cannot be resolved or bound, saying why.
  Server(Loops& loops, Application& application, ServerSettings settings);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  [[nodiscard]] std::uint16_t port() const;
  /// "127.0.0.1:8080", "[::1]:8080".
  [[nodiscard]] std::string address() const;
  [[nodiscard]] bool on_loopback() const;

  /// Stops accepting, lets the application end its streams and answers finish, closes what is left after the grace, and
  /// stops the loops. May be called twice.
  void stop();

  /// Blocks until SIGINT or SIGTERM arrives, then stops; a second signal does not wait for the grace. Gives the signal.
  int run_until_signal();

  struct State;

 private:
  std::shared_ptr<State> state_;
};

}  // namespace confab::mock
