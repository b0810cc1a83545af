// The runner's HTTP client: cpp-httplib behind budgets, so that no peer can make it hang, crash or swell.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/tls_files.hpp"

namespace confab::conformance {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
  std::string method;  // upper case; any token
  std::string target;  // path and query, percent-encoded, as sent
  Headers headers;
  std::optional<std::string> body;
};

/// What kept a response from being complete. `none`: it came whole.
enum class HttpFault {
  none,
  unreachable,   // name, connect, refused
  tls,           // handshake or certificate
  reset,         // the connection ended too early
  not_http,      // the peer speaks something else, or broken framing
  timed_out,     // a budget of time was used up
  head_too_big,  // a budget of header bytes
  body_too_big,  // a budget of body bytes
  stopped,       // the reader hung up on purpose
};

[[nodiscard]] std::string_view to_string(HttpFault fault);

/// Budgets of one read.
struct HttpBudget {
  std::chrono::milliseconds time{10'000};  // from connect to the end of the body
  std::size_t head_bytes = 64 * 1024;
  std::size_t body_bytes = 8 * 1024 * 1024;  // a history with two messages of 1 MiB is a third of it
};

struct HttpResponse {
  int status = 0;
  Headers headers;
  std::string body;
  HttpFault fault = HttpFault::none;
  std::string fault_text;  // what was tried and what happened, for people

  /// The first header of that name, case-insensitively; empty if there is none.
  [[nodiscard]] std::string header(std::string_view name) const;
};

/// Hands over a streamed body as it arrives; both run on the thread that called `stream`.
struct StreamHandler {
  std::function<bool(const HttpResponse& head)> on_head;  // false: hang up
  std::function<bool(std::string_view bytes)> on_bytes;   // false: hang up
};

/// Lets another thread end a read at once. Once stopped it stays so; one token may serve several reads.
class StopToken {
 public:
  StopToken();
  ~StopToken();
  StopToken(const StopToken&) = delete;
  StopToken& operator=(const StopToken&) = delete;

  void stop();
  [[nodiscard]] bool stopped() const { return stopped_; }

 private:
  friend class HttpClient;
  std::atomic<bool> stopped_ = false;
  int wake_fd_;  // becomes readable when stopped, to wake who waits for a socket
};

struct SocketHandler;
struct SocketEnd;
class SocketOutbox;

/// One deployment's endpoint; keeps idle connections for reuse. Safe to use from several threads at once.
class HttpClient {
 public:
  struct Settings {
    std::string base_url;  // http:// or https://, maybe with a path that is put before every target
    bool verify_tls = true;
    TlsFiles tls = {};
    std::string proxy = {};  // Deployment::proxy
  };
  /// Throws UserError if `base_url` or `proxy` is none, or a file of `tls` does not hold what it should.
  explicit HttpClient(Settings settings);
  ~HttpClient();

  /// Never throws for what the peer does; a request that would break apart on the wire (a line break in a header, white
  /// space in the target) is our own fault (InvariantViolated). Redirects are answers. No Accept-Encoding is added; a
  /// compressed body is decoded. A request on a reused connection that the peer had closed is sent again if that can change
  /// nothing.
  [[nodiscard]] HttpResponse send(const HttpRequest& request, const HttpBudget& budget);
  /// The same with the body handed over as it comes; the response's `body` stays empty. A connection of its own.
  [[nodiscard]] HttpResponse stream(const HttpRequest& request, const HttpBudget& budget, const StreamHandler& handler,
                                    StopToken& stop);
  /// A WebSocket: client/web_socket.hpp. Writes what is put into the outbox, until the server closes or `stop`.
  [[nodiscard]] SocketEnd socket(const HttpRequest& request, const HttpBudget& budget, const SocketHandler& handler,
                                 SocketOutbox& outbox, StopToken& stop);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace confab::conformance
