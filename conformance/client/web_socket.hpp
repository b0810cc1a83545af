// A WebSocket connection (RFC 6455) from its handshake to its close, behind the same budgets as an exchange.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "client/exchange.hpp"
#include "client/http_client.hpp"
#include "client/socket_codec.hpp"

namespace confab::conformance {

/// What goes out on a socket: put in by any thread, written by the one that reads, in order.
class SocketOutbox {
 public:
  SocketOutbox();
  ~SocketOutbox();
  SocketOutbox(const SocketOutbox&) = delete;
  SocketOutbox& operator=(const SocketOutbox&) = delete;

  /// A text message or a ping.
  void put(SocketKind kind, std::string_view payload);
  /// Bytes as they go on the wire, whatever they mean.
  void put_raw(std::string_view bytes);

  [[nodiscard]] std::string take();
  /// Readable while something waits.
  [[nodiscard]] int fd() const { return wake_fd_; }

 private:
  std::mutex mutex_;  // guards waiting_
  std::string waiting_;
  int wake_fd_;
};

/// All run on the thread that called `HttpClient::socket`.
struct SocketHandler {
  StreamHandler answer;                                   // the head, and the body of an answer that is no upgrade
  std::function<bool(SocketMessage message)> on_message;  // messages and pongs; false: leave
};

/// How a socket came to its end.
struct SocketEnd {
  HttpResponse response;             // without a fault: refused, or closed by the server as it should
  std::optional<SocketClose> close;  // the close frame that came, also when it answers ours
  std::string breach;                // what the server got wrong in the handshake or in a frame; empty: nothing
  bool unfinished = false;           // the connection ended inside a message
};

/// `request` without what the handshake needs. `stopped` tells whoever wants to leave; the closing handshake is done then.
[[nodiscard]] SocketEnd run_socket(Connection& connection, const Endpoint& endpoint, HttpRequest request,
                                   const HttpBudget& budget, const Patience& patience, const SocketHandler& handler,
                                   SocketOutbox& outbox);

}  // namespace confab::conformance
