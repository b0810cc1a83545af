// One TCP connection to an endpoint, with TLS where the endpoint asks for it.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "client/endpoint.hpp"
#include "client/http_client.hpp"
#include "client/io.hpp"
#include "client/patience.hpp"
#include "client/resolve_host.hpp"
#include "client/tls.hpp"

namespace confab::conformance {

/// Why an exchange did not come to its end: a fault other than `none`, and what happened, for people.
struct Failure {
  HttpFault fault = HttpFault::none;
  std::string text;
};

class Connection {
 public:
  /// Tries every address of the host, or of the proxy before it, in turn. `tls` must be there if the endpoint asks for it.
  [[nodiscard]] static tl::expected<std::unique_ptr<Connection>, Failure> open(const Endpoint& endpoint,
                                                                               const TlsContext* tls,
                                                                               const Patience& patience);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Neither blocks nor raises SIGPIPE.
  [[nodiscard]] Io read(char* into, std::size_t size);
  [[nodiscard]] Io write(const char* from, std::size_t size);
  [[nodiscard]] int fd() const { return fd_; }
  /// Whether an idle connection may be used again: the peer has neither closed it nor said anything unasked.
  [[nodiscard]] bool quiet();
  [[nodiscard]] bool lacks_certificate() const { return tls_ && tls_->lacks_certificate(); }

 private:
  explicit Connection(int fd) : fd_(fd) {}
  [[nodiscard]] static tl::expected<std::unique_ptr<Connection>, std::string> connect(const Address& address,
                                                                                      const Patience& patience);
  /// The tunnel and the TLS session that the endpoint asks for.
  [[nodiscard]] std::optional<Failure> prepare(const Endpoint& endpoint, const TlsContext* tls, const Patience& patience);
  [[nodiscard]] std::optional<Failure> start_tls(const Endpoint& endpoint, const TlsContext& tls, const Patience& patience);

  int fd_;
  std::optional<TlsSession> tls_;
};

}  // namespace confab::conformance
