#include "client/exchange.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "client/budgeted_stream.hpp"
#include "client/httplib.hpp"
#include "client/response_head.hpp"
#include "client/wire.hpp"
#include "source/invariant.hpp"

namespace confab::conformance {
namespace {

// The part of cpp-httplib that runs an exchange over a stream; it never sees a socket.
class Engine : private httplib::ClientImpl {
 public:
  explicit Engine(const Endpoint& endpoint) : ClientImpl(endpoint.host, endpoint.port) { set_url_encode(false); }

  bool run(httplib::Stream& stream, httplib::Request& request) {
    httplib::Response unused;
    auto error = httplib::Error::Success;
    return process_request(stream, request, unused, false, error);
  }
};

bool is_one_line(std::string_view text) {
  return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

httplib::Request make_request(const Endpoint& endpoint, const HttpRequest& from) {
  httplib::Request request;
  request.method = from.method;
  const bool by_proxy = endpoint.proxy && !endpoint.tunnel;  // it wants to know the whole URL (RFC 9112, 3.2.2)
  const std::string before = by_proxy ? endpoint.origin() + endpoint.prefix : endpoint.prefix;
  request.path = from.target == "*" ? from.target : before + from.target;
  if (by_proxy && !endpoint.proxy->authorization.empty())
    request.headers.emplace("Proxy-Authorization", endpoint.proxy->authorization);
  for (const auto& [name, value] : from.headers) request.headers.emplace(name, value);
  if (!request.has_header("Host")) request.headers.emplace("Host", endpoint.authority());
  if (!request.has_header("User-Agent")) request.headers.emplace("User-Agent", "confab");
  if (from.body) {
    // As a provider, because cpp-httplib would call a plain body text/plain where the headers say nothing.
    request.content_length_ = from.body->size();
    request.content_provider_ = [&body = *from.body](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
      return sink.write(body.data() + offset, length);
    };
  }
  return request;
}

HttpResponse response_of(const ResponseHead& head) {
  HttpResponse response;
  response.status = head.status;
  response.headers = head.headers;
  return response;
}

// Counts what comes out of the decoding, which can be far more than what went in.
struct Receiver {
  const HttpBudget& budget;
  const StreamHandler& handler;
  std::size_t bytes = 0;
  std::optional<Failure> failure;

  bool take(const char* from, std::size_t size) {
    const auto room = std::min(size, budget.body_bytes - bytes);
    bytes += room;
    if (room > 0 && !handler.on_bytes({from, room})) {
      failure = Failure{HttpFault::stopped, "the reader hung up inside the body"};
    } else if (room < size) {
      failure = Failure{HttpFault::body_too_big, "the decoded body is above " + std::to_string(bytes) + " bytes"};
    }
    return !failure;
  }
};

Failure failure_of(bool completed, const Receiver& receiver, const BudgetedStream& stream) {
  if (receiver.failure) return *receiver.failure;
  if (stream.failure()) return *stream.failure();
  if (completed) return {};
  return {HttpFault::not_http, "the body is not encoded as its Content-Encoding says"};
}

}  // namespace

void require_sendable(const HttpRequest& request) {
  const auto is_target_character = [](unsigned char c) { return c > ' ' && c != 0x7F; };
  source::invariant(is_token(request.method), "the method is a token");
  source::invariant(
      !request.target.empty() && std::all_of(request.target.begin(), request.target.end(), is_target_character),
      "the target holds neither white space nor control characters");
  for (const auto& [name, value] : request.headers) {
    source::invariant(is_token(name), "a header's name is a token");
    source::invariant(is_one_line(value), "a header's value has no line break and no NUL");
  }
}

Exchanged run_exchange(Connection& connection, const Endpoint& endpoint, const HttpRequest& request,
                       const HttpBudget& budget, const Patience& patience, const StreamHandler& handler) {
  Wire wire(connection, patience);
  Exchanged exchanged = run_exchange(wire, endpoint, request, budget, handler);
  if (exchanged.unanswered && exchanged.response.fault == HttpFault::reset && connection.lacks_certificate()) {
    exchanged.response.fault = HttpFault::tls;
    exchanged.response.fault_text = "the server asks for a client certificate, and none was given";
  }
  return exchanged;
}

Exchanged run_exchange(Wire& wire, const Endpoint& endpoint, const HttpRequest& request, const HttpBudget& budget,
                       const StreamHandler& handler) {
  BudgetedStream stream(wire, {request.method, budget, [&](const ResponseHead& head) {
                                 return !handler.on_head || handler.on_head(response_of(head));
                               }});
  Receiver receiver{budget, handler, 0, std::nullopt};
  auto outgoing = make_request(endpoint, request);
  outgoing.content_receiver = [&](const char* from, std::size_t size, std::uint64_t, std::uint64_t) {
    return receiver.take(from, size);
  };
  const bool completed = Engine(endpoint).run(stream, outgoing);
  if (completed) stream.settle();

  Exchanged result;
  if (stream.head()) result.response = response_of(*stream.head());
  auto failure = failure_of(completed, receiver, stream);
  result.response.fault = failure.fault;
  result.response.fault_text = std::move(failure.text);
  result.reusable = failure.fault == HttpFault::none && stream.reusable();
  result.never_sent = !wire.sent_anything();
  result.unanswered = !wire.received_anything();
  return result;
}

}  // namespace confab::conformance
