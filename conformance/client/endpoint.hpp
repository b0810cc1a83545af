// Where a deployment listens: its base URL in parts (RFC 3986).
#pragma once

#include <optional>
#include <string>

#include "client/proxy.hpp"

namespace confab::conformance {

struct Endpoint {
  bool tls = false;
  std::string host;  // a name or an address; IPv6 without brackets
  int port = 80;
  std::string prefix;  // put before every target; starts with a slash, does not end with one; may be empty
  std::optional<Proxy> proxy = {};
  bool tunnel = false;  // with a proxy: through it instead of by it (CONNECT, RFC 9110, 9.3.6)

  /// The Host header: IPv6 in brackets, the port unless it is the scheme's own (RFC 9110, 7.2).
  [[nodiscard]] std::string authority() const;
  /// "http://host:port", for people.
  [[nodiscard]] std::string origin() const;
};

/// Throws UserError for anything but http://HOST[:PORT][/PATH] and the same with https. A URL with a user name or password
/// is refused and not repeated in the message.
[[nodiscard]] Endpoint parse_endpoint(const std::string& base_url);

}  // namespace confab::conformance
