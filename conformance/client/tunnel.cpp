#include "client/tunnel.hpp"

#include "client/response_head.hpp"
#include "client/wire.hpp"

namespace confab::conformance {
namespace {

// Far above what a proxy says about itself.
constexpr std::size_t kLongestAnswer = 16 * 1024;

std::string connect_request(const Endpoint& endpoint) {
  const std::string host = endpoint.host.find(':') == std::string::npos ? endpoint.host : "[" + endpoint.host + "]";
  const std::string authority = host + ":" + std::to_string(endpoint.port);  // always with its port
  std::string request = "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n";
  if (!endpoint.proxy->authorization.empty()) request += "Proxy-Authorization: " + endpoint.proxy->authorization + "\r\n";
  return request + "\r\n";
}

/// Whatever goes wrong on the way, the deployment is what could not be reached.
Failure no_way(const Endpoint& endpoint, const std::string& what) {
  return {HttpFault::unreachable, "the proxy " + endpoint.proxy->name() + " " + what};
}

Failure broke_off(const Endpoint& endpoint, const Failure& failure) {
  return failure.fault == HttpFault::stopped ? failure : no_way(endpoint, "opened no tunnel: " + failure.text);
}

std::optional<Failure> judge_answer(const Endpoint& endpoint, std::string_view answer, std::size_t head_size) {
  const auto head = parse_response_head(answer.substr(0, head_size));
  if (!head) return no_way(endpoint, "does not answer in HTTP/1: " + head.error());
  if (head->status < 200 || head->status >= 300)
    return no_way(endpoint, "answered CONNECT with status " + std::to_string(head->status));
  // A server speaks only when it is spoken to, be it in TLS or in HTTP.
  if (answer.size() > head_size) return no_way(endpoint, "said more than its answer to CONNECT");
  return std::nullopt;
}

}  // namespace

std::optional<Failure> open_tunnel(Connection& connection, const Endpoint& endpoint, const Patience& patience) {
  Wire wire(connection, patience);
  if (const auto failure = wire.send(connect_request(endpoint))) return broke_off(endpoint, *failure);
  for (;;) {
    if (const auto end = find_head_end(wire.incoming(), 0)) return judge_answer(endpoint, wire.incoming(), *end);
    if (wire.ended()) return no_way(endpoint, "closed the connection without an answer to CONNECT");
    if (wire.incoming().size() > kLongestAnswer)
      return no_way(endpoint, "does not come to an end with its answer to CONNECT");
    if (const auto failure = wire.fill()) return broke_off(endpoint, *failure);
  }
}

}  // namespace confab::conformance
