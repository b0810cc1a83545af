// A proxy that stands between a client and a deployment.
#pragma once

#include <string>

namespace confab::conformance {

struct Proxy {
  std::string host;  // a name or an address; IPv6 without brackets
  int port = 80;
  std::string authorization = {};  // the value of Proxy-Authorization (RFC 7617); empty: none is sent

  /// "host:port", for people.
  [[nodiscard]] std::string name() const;
};

/// Throws UserError for anything but http://[USER:PASSWORD@]HOST[:PORT]. No message holds the user or the password.
[[nodiscard]] Proxy parse_proxy(const std::string& url);

}  // namespace confab::conformance
