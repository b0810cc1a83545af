// TLS over a socket that never blocks.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "client/io.hpp"
#include "client/tls_files.hpp"

struct ssl_ctx_st;
struct ssl_st;

namespace confab::conformance {

/// What all TLS connections to one deployment share. Safe to use from several threads at once.
class TlsContext {
 public:
  /// Trusts what the system trusts (SSL_CERT_FILE and SSL_CERT_DIR are heeded), or what a CA file of one's own certifies, or
  /// anything without `verify`. Throws UserError, naming the file, if one does not hold what it should.
  explicit TlsContext(bool verify, const TlsFiles& files = {});

 private:
  friend class TlsSession;
  std::unique_ptr<ssl_ctx_st, void (*)(ssl_ctx_st*)> context_;
};

/// One connection. Borrows the socket. No call blocks or raises SIGPIPE.
class TlsSession {
 public:
  /// `host` is what the certificate must be for: a name or an address.
  TlsSession(const TlsContext& context, int fd, const std::string& host);
  ~TlsSession();
  TlsSession(const TlsSession&) = delete;
  TlsSession& operator=(const TlsSession&) = delete;

  /// `moved` when the session is established.
  [[nodiscard]] Io handshake();
  [[nodiscard]] Io read(char* into, std::size_t size);
  [[nodiscard]] Io write(const char* from, std::size_t size);
  /// Whether nothing waits to be read: no data, no end.
  [[nodiscard]] bool quiet();
  /// The peer asked for the client's certificate, and there is none. It may take offence only after the handshake.
  [[nodiscard]] bool lacks_certificate() const { return lacks_certificate_; }

 private:
  [[nodiscard]] Io judge(int result);
  [[nodiscard]] std::string describe_failure() const;

  ssl_st* session_;
  bool lacks_certificate_ = false;
};

}  // namespace confab::conformance
