#include "client/tls.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <limits>

#include "source/invariant.hpp"
#include "source/user_error.hpp"

namespace confab::conformance {
namespace {

// OpenSSL's own socket BIO writes with write(), which raises SIGPIPE when the peer is gone.
int send_without_signal(BIO* bio, const char* from, int size) {
  const auto sent = send(static_cast<int>(BIO_get_fd(bio, nullptr)), from, static_cast<std::size_t>(size), MSG_NOSIGNAL);
  BIO_clear_retry_flags(bio);
  if (sent <= 0 && BIO_sock_should_retry(static_cast<int>(sent)) != 0) BIO_set_retry_write(bio);
  return static_cast<int>(sent);
}

BIO_METHOD* make_quiet_socket_method() {
  const BIO_METHOD* socket = BIO_s_socket();
  BIO_METHOD* method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "socket without SIGPIPE");
  source::invariant(method != nullptr, "OpenSSL makes a BIO method");
  BIO_meth_set_write(method, send_without_signal);
  BIO_meth_set_read(method, BIO_meth_get_read(socket));
  BIO_meth_set_ctrl(method, BIO_meth_get_ctrl(socket));
  BIO_meth_set_create(method, BIO_meth_get_create(socket));
  BIO_meth_set_destroy(method, BIO_meth_get_destroy(socket));
  return method;
}

const BIO_METHOD* quiet_socket_method() {
  static const std::unique_ptr<BIO_METHOD, decltype(&BIO_meth_free)> method(make_quiet_socket_method(), BIO_meth_free);
  return method.get();
}

// An address is checked against the certificate's addresses, a name against its names; only a name goes into SNI (RFC 6066).
void expect_host(SSL* session, const std::string& host) {
  if (X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session), host.c_str()) == 1) return;
  ERR_clear_error();
  SSL_set_tlsext_host_name(session, host.c_str());
  SSL_set1_host(session, host.c_str());
}

[[noreturn]] void refuse_file(const std::string& path, const std::string& what) {
  const auto error = ERR_peek_last_error();
  const char* text = ERR_reason_error_string(error);
  const std::string why = ERR_SYSTEM_ERROR(error) ? describe_errno(ERR_GET_REASON(error)) : text ? text : "unknown failure";
  ERR_clear_error();
  throw source::UserError({path}, what + " (" + why + ")", "It must be a readable file in PEM form.");
}

void load_trust(SSL_CTX* context, const std::string& ca_file) {
  if (ca_file.empty()) {
    SSL_CTX_set_default_verify_paths(context);
  } else if (SSL_CTX_load_verify_locations(context, ca_file.c_str(), nullptr) != 1) {
    refuse_file(ca_file, "no certificate of a CA can be read from this file");
  }
}

// Without this OpenSSL would ask for a passphrase on the terminal.
int no_passphrase(char*, int, int, void*) {
  return -1;
}

// Called only where there is no certificate; the session goes on without one.
int note_missing_certificate(SSL* session, X509**, EVP_PKEY**) {
  *static_cast<bool*>(SSL_get_app_data(session)) = true;
  return 0;
}

void load_own(SSL_CTX* context, const TlsFiles& files) {
  SSL_CTX_set_client_cert_cb(context, note_missing_certificate);
  if (files.certificate.empty()) return;
  SSL_CTX_set_default_passwd_cb(context, no_passphrase);
  if (SSL_CTX_use_certificate_chain_file(context, files.certificate.c_str()) != 1)
    refuse_file(files.certificate, "no certificate can be read from this file");
  if (SSL_CTX_use_PrivateKey_file(context, files.key.c_str(), SSL_FILETYPE_PEM) != 1)
    refuse_file(files.key, "no private key for that certificate, without a passphrase, can be read from this file");
}

int clamped(std::size_t size) {
  return static_cast<int>(std::min<std::size_t>(size, std::numeric_limits<int>::max()));
}

}  // namespace

TlsContext::TlsContext(bool verify, const TlsFiles& files) : context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free) {
  SSL_CTX* context = context_.get();
  source::invariant(context != nullptr, "OpenSSL makes a TLS context");
  SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  load_trust(context, files.ca_file);
  load_own(context, files);
  SSL_CTX_set_verify(context, verify ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, nullptr);
  constexpr std::array<unsigned char, 9> kOnlyHttp11{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
  SSL_CTX_set_alpn_protos(context, kOnlyHttp11.data(), kOnlyHttp11.size());
}

TlsSession::TlsSession(const TlsContext& context, int fd, const std::string& host)
    : session_(SSL_new(context.context_.get())) {
  source::invariant(session_ != nullptr, "OpenSSL makes a TLS session");
  BIO* bio = BIO_new(quiet_socket_method());
  source::invariant(bio != nullptr, "OpenSSL makes a BIO");
  BIO_set_fd(bio, fd, BIO_NOCLOSE);
  SSL_set_bio(session_, bio, bio);
  expect_host(session_, host);
  SSL_set_app_data(session_, &lacks_certificate_);
  SSL_set_connect_state(session_);
}

TlsSession::~TlsSession() {
  if (SSL_is_init_finished(session_) != 0) SSL_shutdown(session_);  // says goodbye, waits for nothing
  ERR_clear_error();
  SSL_free(session_);
}

Io TlsSession::handshake() {
  ERR_clear_error();
  auto io = judge(SSL_do_handshake(session_));
  if (io.state == IoState::end) return {IoState::failed, 0, "the peer closed the connection during the TLS handshake"};
  return io;
}

Io TlsSession::read(char* into, std::size_t size) {
  ERR_clear_error();
  return judge(SSL_read(session_, into, clamped(size)));
}

Io TlsSession::write(const char* from, std::size_t size) {
  ERR_clear_error();
  auto io = judge(SSL_write(session_, from, clamped(size)));
  if (io.state == IoState::end) return {IoState::failed, 0, "the peer closed the connection"};
  return io;
}

bool TlsSession::quiet() {
  char byte = 0;
  ERR_clear_error();
  return judge(SSL_peek(session_, &byte, 1)).state == IoState::want_read;
}

Io TlsSession::judge(int result) {
  const int system_error = errno;
  if (result > 0) return {IoState::moved, static_cast<std::size_t>(result), {}};
  switch (SSL_get_error(session_, result)) {
    case SSL_ERROR_WANT_READ:
      return {IoState::want_read, 0, {}};
    case SSL_ERROR_WANT_WRITE:
      return {IoState::want_write, 0, {}};
    case SSL_ERROR_ZERO_RETURN:
      return {IoState::end, 0, {}};
    case SSL_ERROR_SYSCALL:
      return {IoState::failed, 0, describe_errno(system_error)};
    default:
      // A close without close_notify: usual, and whether the response was complete is told by its framing.
      if (ERR_GET_REASON(ERR_peek_error()) == SSL_R_UNEXPECTED_EOF_WHILE_READING) return {IoState::end, 0, {}};
      return {IoState::failed, 0, describe_failure()};
  }
}

std::string TlsSession::describe_failure() const {
  const auto error = ERR_peek_error();
  const long verified = SSL_get_verify_result(session_);
  if (verified != X509_V_OK)
    return std::string("the certificate is not trusted: ") + X509_verify_cert_error_string(verified);
  const int reason = ERR_GET_REASON(error);
  if (reason == SSL_R_WRONG_VERSION_NUMBER || reason == SSL_R_HTTP_REQUEST || reason == SSL_R_PACKET_LENGTH_TOO_LONG)
    return "the peer does not answer in TLS; does the port speak http://?";
  const char* text = ERR_reason_error_string(error);
  return std::string("TLS: ") + (text == nullptr ? "unknown failure" : text);
}

}  // namespace confab::conformance
