#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <memory>

#include "client/http_client.hpp"
#include "client/raw_peer.hpp"
#include "framework/catch.hpp"
#include "source/user_error.hpp"

namespace confab::conformance {
namespace {

using std::chrono::milliseconds;

// A key, a certificate for it that it signed itself, and the server side made of both.
struct TlsServer {
  std::shared_ptr<EVP_PKEY> key{EVP_EC_gen("P-256"), EVP_PKEY_free};
  std::shared_ptr<X509> certificate{X509_new(), X509_free};
  std::shared_ptr<SSL_CTX> context{SSL_CTX_new(TLS_server_method()), SSL_CTX_free};

  /// `subject`: "IP:127.0.0.1", "DNS:example.test".
  explicit TlsServer(const char* subject) {
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key.get());
    auto* name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("confab test"), -1, -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    auto* names = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, subject);
    X509_add_ext(certificate.get(), names, -1);
    X509_EXTENSION_free(names);
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    SSL_CTX_use_certificate(context.get(), certificate.get());
    SSL_CTX_use_PrivateKey(context.get(), key.get());
  }

  /// Answers each request of each connection; says goodbye properly only if asked to.
  [[nodiscard]] RawPeer::Script answering(std::string answer, bool goodbye) const {
    return [this, answer = std::move(answer), goodbye](RawConnection& connection, int) {
      const std::unique_ptr<SSL, decltype(&SSL_free)> session(SSL_new(context.get()), SSL_free);
      SSL_set_fd(session.get(), connection.fd());
      if (SSL_accept(session.get()) == 1) {
        char bytes[4096];
        while (SSL_read(session.get(), bytes, sizeof bytes) > 0) {
          SSL_write(session.get(), answer.data(), static_cast<int>(answer.size()));
          if (answer.find("Content-Length") == std::string::npos) break;
        }
        if (goodbye) SSL_shutdown(session.get());
      }
      ERR_clear_error();
    };
  }
};

const std::string kOk = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

HttpResponse get(const std::string& url, bool verify, milliseconds time = milliseconds(5000)) {
  return HttpClient({url, verify}).send({"GET", "/", {}, {}}, {time});
}

// Makes the certificate trusted while it lives.
class TrustedFile {
 public:
  explicit TrustedFile(X509* certificate) {
    auto* file = fdopen(mkstemp(path_), "w");
    PEM_write_X509(file, certificate);
    fclose(file);
    setenv("SSL_CERT_FILE", path_, 1);
  }
  ~TrustedFile() {
    unsetenv("SSL_CERT_FILE");
    unlink(path_);
  }

 private:
  char path_[32] = "/tmp/confab-test-XXXXXX";
};

TEST_CASE("a certificate that nobody trusts is a TLS fault with the reason, unless it need not be trusted", "[tls]") {
  const TlsServer server("IP:127.0.0.1");
  const RawPeer peer(server.answering(kOk, true));
  const auto refused = get(peer.url("https"), true);
  CHECK(refused.fault == HttpFault::tls);
  CHECK(refused.fault_text.find("self-signed certificate") != std::string::npos);

  HttpClient client({peer.url("https"), false});
  CHECK(client.send({"GET", "/", {}, {}}, {}).body == "ok");
  CHECK(client.send({"POST", "/", {}, "x"}, {}).body == "ok");
  CHECK(peer.accepted() == 2);  // the second exchange used the first one's connection
}

TEST_CASE("a trusted certificate passes only for the host it names", "[tls]") {
  for (const auto* subject : {"IP:127.0.0.1", "IP:127.0.0.2", "DNS:example.test"}) {
    const TlsServer server(subject);
    const TrustedFile trusted(server.certificate.get());
    const RawPeer peer(server.answering(kOk, true));
    const auto response = get(peer.url("https"), true);
    INFO(subject << ": " << response.fault_text);
    CHECK((response.fault == HttpFault::none) == (subject == std::string("IP:127.0.0.1")));
    if (response.fault != HttpFault::none) CHECK(response.fault == HttpFault::tls);
  }
  const TlsServer server("DNS:localhost");
  const TrustedFile trusted(server.certificate.get());
  const RawPeer peer(server.answering(kOk, true));
  CHECK(get("https://localhost:" + std::to_string(peer.port()), true).body == "ok");
}

TEST_CASE("a body that the end of a TLS connection ends is whole, with and without a goodbye", "[tls]") {
  const TlsServer server("IP:127.0.0.1");
  for (const bool goodbye : {true, false}) {
    const RawPeer peer(server.answering("HTTP/1.1 200 OK\r\n\r\nall of it", goodbye));
    const auto response = get(peer.url("https"), false);
    CHECK(response.fault_text.empty());
    CHECK(response.body == "all of it");
  }
}

TEST_CASE("TLS to a plain port says so, and so does plain to a TLS port", "[tls]") {
  const RawPeer plain([](RawConnection& connection, int) {
    connection.say("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
    connection.wait_for_hang_up();
  });
  const auto to_plain = get(plain.url("https"), false);
  CHECK(to_plain.fault == HttpFault::tls);
  CHECK(to_plain.fault_text.find("http://") != std::string::npos);

  const RawPeer alerting([](RawConnection& connection, int) {
    connection.read_request();
    connection.say("\x15\x03\x01\x02\x02\x46");
  });
  const auto to_tls = get(alerting.url("http"), false);
  CHECK(to_tls.fault == HttpFault::not_http);
  CHECK(to_tls.fault_text.find("https://") != std::string::npos);
}

TEST_CASE("a handshake that stalls or is cut is a TLS fault", "[tls]") {
  const RawPeer silent([](RawConnection& connection, int) { connection.wait_for_hang_up(); });
  const auto stalled = get(silent.url("https"), false, milliseconds(150));
  CHECK(stalled.fault == HttpFault::tls);
  CHECK(stalled.fault_text.find("150 ms") != std::string::npos);

  const RawPeer closing([](RawConnection& connection, int number) {
    char byte = 0;
    if (number == 1 && recv(connection.fd(), &byte, 1, 0) == 1) connection.reset();
  });
  CHECK(get(closing.url("https"), false).fault == HttpFault::tls);
  CHECK(get(closing.url("https"), false).fault == HttpFault::tls);
}

TEST_CASE("a large request over TLS to a peer that closes raises no signal", "[tls]") {
  const TlsServer server("IP:127.0.0.1");
  const RawPeer peer([&](RawConnection& connection, int) {
    const std::unique_ptr<SSL, decltype(&SSL_free)> session(SSL_new(server.context.get()), SSL_free);
    SSL_set_fd(session.get(), connection.fd());
    if (SSL_accept(session.get()) == 1) connection.reset();
    ERR_clear_error();
  });
  const auto response =
      HttpClient({peer.url("https"), false}).send({"POST", "/", {}, std::string(8 * 1024 * 1024, 'x')}, {});
  CHECK(response.fault == HttpFault::reset);
}

// A PEM file while it lives.
class PemFile {
 public:
  explicit PemFile(const TlsServer& owner, bool key) {
    auto* file = fdopen(mkstemp(path_), "w");
    if (key) {
      PEM_write_PrivateKey(file, owner.key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    } else {
      PEM_write_X509(file, owner.certificate.get());
    }
    fclose(file);
  }
  ~PemFile() { unlink(path_); }
  [[nodiscard]] std::string path() const { return path_; }

 private:
  char path_[32] = "/tmp/confab-test-XXXXXX";
};

TEST_CASE("a CA file is trusted, instead of what the system trusts", "[tls]") {
  const TlsServer server("IP:127.0.0.1"), other("IP:127.0.0.1");
  const RawPeer peer(server.answering(kOk, true));
  const auto get_with = [&](const std::string& ca_file) {
    HttpClient client({.base_url = peer.url("https"), .tls = {.ca_file = ca_file}});
    return client.send({"GET", "/", {}, {}}, {});
  };
  const PemFile right(server, false), wrong(other, false);
  CHECK(get_with(right.path()).body == "ok");
  CHECK(get_with(wrong.path()).fault == HttpFault::tls);
  const TrustedFile trusted_by_the_system(server.certificate.get());
  CHECK(get_with(wrong.path()).fault == HttpFault::tls);
}

TEST_CASE("a client certificate is shown to a server that asks for it", "[tls]") {
  const TlsServer server("IP:127.0.0.1"), client("DNS:client");
  SSL_CTX_set_verify(server.context.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
  X509_STORE_add_cert(SSL_CTX_get_cert_store(server.context.get()), client.certificate.get());
  const PemFile ca(server, false), certificate(client, false), key(client, true);
  const RawPeer peer(server.answering(kOk, true));
  HttpClient known({.base_url = peer.url("https"), .tls = {ca.path(), certificate.path(), key.path()}});
  CHECK(known.send({"GET", "/", {}, {}}, {}).body == "ok");
  HttpClient unknown({.base_url = peer.url("https"), .tls = {.ca_file = ca.path()}});
  const auto refused = unknown.send({"GET", "/", {}, {}}, {});
  CHECK(refused.fault == HttpFault::tls);
  CHECK(refused.fault_text.find("asks for a client certificate, and none was given") != std::string::npos);
}

TEST_CASE("a TLS file that does not hold what it should is the user's mistake and named", "[tls]") {
  const TlsServer one("DNS:one"), other("DNS:other");
  const PemFile certificate(one, false), key(one, true), foreign(other, true);
  const auto refusal = [](const TlsFiles& files) -> std::string {
    try {
      HttpClient({.base_url = "https://127.0.0.1", .tls = files});
      return "accepted";
    } catch (const source::UserError& error) {
      return error.render();
    }
  };
  CHECK(refusal({certificate.path(), certificate.path(), key.path()}) == "accepted");
  CHECK(refusal({.ca_file = "/nowhere/ca.pem"}).starts_with("/nowhere/ca.pem: error: no certificate of a CA"));
  CHECK(refusal({.ca_file = key.path()}).find("no certificate of a CA") != std::string::npos);
  CHECK(refusal({.certificate = key.path(), .key = key.path()}).find("no certificate can be read") != std::string::npos);
  CHECK(refusal({.certificate = certificate.path(), .key = foreign.path()}).starts_with(foreign.path()));
}

}  // namespace
}  // namespace confab::conformance
