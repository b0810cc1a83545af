#include "client/http_client.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "client/connection_pool.hpp"
#include "client/endpoint.hpp"
#include "client/exchange.hpp"
#include "client/patience.hpp"
#include "client/response_head.hpp"
#include "client/tls.hpp"
#include "client/web_socket.hpp"
#include "source/invariant.hpp"

namespace confab::conformance {
namespace {

// RFC 9110, 9.2.1: what asks for no change may be asked twice.
bool is_safe(std::string_view method) {
  constexpr std::array<std::string_view, 4> kSafe{"GET", "HEAD", "OPTIONS", "TRACE"};
  return std::find(kSafe.begin(), kSafe.end(), method) != kSafe.end();
}

// The peer had closed the connection when the request reached it.
bool came_too_late(const Exchanged& exchanged, std::string_view method) {
  return exchanged.response.fault == HttpFault::reset && exchanged.unanswered && (exchanged.never_sent || is_safe(method));
}

HttpResponse failed(const Failure& failure) {
  HttpResponse response;
  response.fault = failure.fault;
  response.fault_text = failure.text;
  return response;
}

}  // namespace

struct HttpClient::State {
  Endpoint endpoint;
  std::optional<TlsContext> tls;  // made only where it is used: the system's certificates take long to load
  ConnectionPool pool;

  explicit State(const Settings& settings) : endpoint(parse_endpoint(settings.base_url)) {
    if (endpoint.tls) tls.emplace(settings.verify_tls, settings.tls);
    endpoint.tunnel = endpoint.tls;
    if (!settings.proxy.empty()) endpoint.proxy = parse_proxy(settings.proxy);
  }

  tl::expected<std::unique_ptr<Connection>, Failure> connect(const Endpoint& to, const Patience& patience) const {
    return Connection::open(to, tls ? &*tls : nullptr, patience);
  }

  /// Where a WebSocket goes: a proxy that reads requests would not know what to do with its frames (RFC 6455, 4.1).
  Endpoint socket_endpoint() const {
    Endpoint to = endpoint;
    to.tunnel = true;
    return to;
  }

  /// What was tried before what happened.
  HttpResponse explained(const HttpRequest& request, HttpResponse response) const {
    if (response.fault == HttpFault::none) return response;
    response.fault_text =
        request.method + " " + endpoint.origin() + endpoint.prefix + request.target + ": " + response.fault_text;
    return response;
  }

  HttpResponse send(const HttpRequest& request, const HttpBudget& budget, const Patience& patience) {
    std::string body;
    const StreamHandler collect{nullptr, [&](std::string_view bytes) { return body += bytes, true; }};
    auto exchanged = send_reusing(request, budget, patience, collect);
    exchanged.response.body = std::move(body);
    return std::move(exchanged.response);
  }

  Exchanged send_reusing(const HttpRequest& request, const HttpBudget& budget, const Patience& patience,
                         const StreamHandler& handler) {
    if (auto connection = pool.take()) {
      auto exchanged = exchange(std::move(connection), request, budget, patience, handler);
      if (!came_too_late(exchanged, request.method)) return exchanged;
    }
    auto connection = connect(endpoint, patience);
    if (!connection) return {failed(connection.error())};
    return exchange(*std::move(connection), request, budget, patience, handler);
  }

  Exchanged exchange(std::unique_ptr<Connection> connection, const HttpRequest& request, const HttpBudget& budget,
                     const Patience& patience, const StreamHandler& handler) {
    auto exchanged = run_exchange(*connection, endpoint, request, budget, patience, handler);
    if (exchanged.reusable) pool.give_back(std::move(connection));
    return exchanged;
  }
};

std::string_view to_string(HttpFault fault) {
  switch (fault) {
    case HttpFault::none:
      return "none";
    case HttpFault::unreachable:
      return "unreachable";
    case HttpFault::tls:
      return "TLS failure";
    case HttpFault::reset:
      return "connection ended too early";
    case HttpFault::not_http:
      return "not HTTP";
    case HttpFault::timed_out:
      return "timed out";
    case HttpFault::head_too_big:
      return "head too big";
    case HttpFault::body_too_big:
      return "body too big";
    case HttpFault::stopped:
      return "stopped";
  }
  return "unknown";
}

std::string HttpResponse::header(std::string_view name) const {
  const auto found =
      std::find_if(headers.begin(), headers.end(), [&](const auto& field) { return same_name(field.first, name); });
  return found == headers.end() ? std::string() : found->second;
}

StopToken::StopToken() : wake_fd_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  source::invariant(wake_fd_ >= 0, "the system has a descriptor for a stop token");
}

StopToken::~StopToken() {
  close(wake_fd_);
}

void StopToken::stop() {
  stopped_ = true;
  const std::uint64_t one = 1;
  // Fails only when the counter is full, and then it is readable already.
  [[maybe_unused]] const auto written = write(wake_fd_, &one, sizeof one);
}

HttpClient::HttpClient(Settings settings) : state_(std::make_unique<State>(settings)) {}

HttpClient::~HttpClient() = default;

HttpResponse HttpClient::send(const HttpRequest& request, const HttpBudget& budget) {
  require_sendable(request);
  return state_->explained(request, state_->send(request, budget, Patience(budget.time)));
}

HttpResponse HttpClient::stream(const HttpRequest& request, const HttpBudget& budget, const StreamHandler& handler,
                                StopToken& stop) {
  require_sendable(request);
  const Patience patience(budget.time, &stop.stopped_, stop.wake_fd_);
  const auto connection = state_->connect(state_->endpoint, patience);
  if (!connection) return state_->explained(request, failed(connection.error()));
  auto exchanged = run_exchange(**connection, state_->endpoint, request, budget, patience, handler);
  return state_->explained(request, std::move(exchanged.response));
}

SocketEnd HttpClient::socket(const HttpRequest& request, const HttpBudget& budget, const SocketHandler& handler,
                             SocketOutbox& outbox, StopToken& stop) {
  require_sendable(request);
  const Patience patience(budget.time, &stop.stopped_, stop.wake_fd_);
  const Endpoint to = state_->socket_endpoint();
  const auto connection = state_->connect(to, patience);
  SocketEnd end;
  if (connection) {
    end = run_socket(**connection, to, request, budget, patience, handler, outbox);
  } else {
    end.response = failed(connection.error());
  }
  end.response = state_->explained(request, std::move(end.response));
  return end;
}

}  // namespace confab::conformance
