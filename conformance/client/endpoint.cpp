#include "client/endpoint.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <string_view>

#include "source/ascii.hpp"
#include "source/user_error.hpp"

namespace confab::conformance {
namespace {

constexpr int kHttpPort = 80;
constexpr int kHttpsPort = 443;

[[noreturn]] void refuse(const std::string& url, const std::string& reason) {
  throw source::UserError({}, "'" + url + "' is not a base URL: " + reason,
                          "Write http://HOST, https://HOST:PORT or https://HOST:PORT/PATH.");
}

bool is_host_character(unsigned char c) {
  return std::isalnum(c) != 0 || c == '-' || c == '.' || c == '_';
}

bool is_address_character(unsigned char c) {
  return std::isxdigit(c) != 0 || c == ':' || c == '.';
}

// Takes the host off the front of "HOST[:PORT]".
std::string take_host(const std::string& url, std::string_view& authority) {
  std::string_view host;
  if (authority.starts_with('[')) {
    const auto end = authority.find(']');
    if (end == std::string_view::npos) refuse(url, "the bracket of the address is not closed");
    host = authority.substr(1, end - 1);
    authority.remove_prefix(end + 1);
    if (!std::all_of(host.begin(), host.end(), is_address_character)) refuse(url, "the brackets hold no IPv6 address");
  } else {
    host = authority.substr(0, authority.find(':'));
    authority.remove_prefix(host.size());
    if (!std::all_of(host.begin(), host.end(), is_host_character))
      refuse(url,
             "the host has a character that a host name cannot have (an international name must be given in its xn-- form)");
  }
  if (host.empty()) refuse(url, "there is no host");
  return std::string(host);
}

int take_port(const std::string& url, std::string_view rest, int scheme_port) {
  if (rest.empty()) return scheme_port;
  int port = 0;
  const auto* end = rest.data() + rest.size();
  const auto parsed = std::from_chars(rest.data() + 1, end, port);
  if (rest[0] != ':' || parsed.ec != std::errc() || parsed.ptr != end || port < 1 || port > 65535)
    refuse(url, "the port is not a number from 1 to 65535");
  return port;
}

std::string take_prefix(const std::string& url, std::string_view path) {
  const auto is_path_character = [](unsigned char c) { return c > 0x20 && c < 0x7F; };
  if (path.find_first_of("?#") != std::string_view::npos) refuse(url, "a query or fragment does not belong there");
  if (!std::all_of(path.begin(), path.end(), is_path_character)) refuse(url, "the path must be percent-encoded");
  while (path.ends_with('/')) path.remove_suffix(1);
  return std::string(path);
}

}  // namespace

std::string Endpoint::authority() const {
  auto result = host.find(':') == std::string::npos ? host : "[" + host + "]";
  if (port != (tls ? kHttpsPort : kHttpPort)) result += ":" + std::to_string(port);
  return result;
}

std::string Endpoint::origin() const {
  return (tls ? "https://" : "http://") + authority();
}

Endpoint parse_endpoint(const std::string& base_url) {
  const auto scheme_end = base_url.find("://");
  const auto authority_at = scheme_end == std::string::npos ? 0 : scheme_end + 3;
  const auto path_at = std::min(base_url.find_first_of("/?#", authority_at), base_url.size());
  std::string_view authority = std::string_view(base_url).substr(authority_at, path_at - authority_at);
  if (authority.find('@') != std::string_view::npos)
    throw source::UserError({}, "The base URL holds a user name or password before the '@'.",
                            "Give credentials with --credential, so that they stay out of reports.");

  const auto scheme = source::to_lower(base_url.substr(0, scheme_end == std::string::npos ? 0 : scheme_end));
  if (scheme != "http" && scheme != "https") refuse(base_url, "it does not start with http:// or https://");

  Endpoint endpoint;
  endpoint.tls = scheme == "https";
  endpoint.host = take_host(base_url, authority);
  endpoint.port = take_port(base_url, authority, endpoint.tls ? kHttpsPort : kHttpPort);
  endpoint.prefix = take_prefix(base_url, std::string_view(base_url).substr(path_at));
  return endpoint;
}

}  // namespace confab::conformance
