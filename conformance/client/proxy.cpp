#include "client/proxy.hpp"

#include <openssl/evp.h>

#include <charconv>
#include <string_view>

#include "client/endpoint.hpp"
#include "source/user_error.hpp"

namespace confab::conformance {
namespace {

constexpr std::string_view kScheme = "http://";

std::string base64(std::string_view bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                     reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

/// RFC 3986, 2.1; what is no escape stays as it is.
std::string percent_decoded(std::string_view text) {
  std::string decoded;
  for (std::size_t at = 0; at < text.size(); ++at) {
    unsigned byte = 0;
    const char* digits = text.data() + at + 1;
    const bool escape =
        text[at] == '%' && at + 2 < text.size() && std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2;
    decoded += escape ? static_cast<char>(byte) : text[at];
    if (escape) at += 2;
  }
  return decoded;
}

}  // namespace

std::string Proxy::name() const {
  return (host.find(':') == std::string::npos ? host : "[" + host + "]") + ":" + std::to_string(port);
}

Proxy parse_proxy(const std::string& url) {
  if (!url.starts_with(kScheme))
    throw source::UserError({}, "the proxy is not given as http://HOST:PORT",
                            "Other kinds of proxies (https://, socks5://) are not supported.");
  std::string_view rest = std::string_view(url).substr(kScheme.size());
  Proxy proxy;
  const std::size_t at = rest.substr(0, rest.find('/')).rfind('@');
  if (at != std::string_view::npos) {
    proxy.authorization = "Basic " + base64(percent_decoded(rest.substr(0, at)));
    rest.remove_prefix(at + 1);
  }
  const Endpoint endpoint = parse_endpoint(std::string(kScheme) + std::string(rest));
  if (!endpoint.prefix.empty()) throw source::UserError({}, "the proxy has a path", "Write it as http://HOST:PORT.");
  proxy.host = endpoint.host;
  proxy.port = endpoint.port;
  return proxy;
}

}  // namespace confab::conformance
