#include "client/budgeted_stream.hpp"

#include <algorithm>
#include <utility>

namespace confab::conformance {
namespace {

bool is_informational(int status) {
  return status < 200 && status != 101;
}

// What does not speak HTTP/1, in words that help.
std::string describe_garbage(std::string_view bytes) {
  if (bytes.starts_with("\x15\x03")) return "the peer answers in TLS; does the port want https://?";
  return "the peer does not answer in HTTP/1, but with " + quote_bytes(bytes);
}

// Only what cpp-httplib knows how to decode, in the spelling it knows.
std::string known_coding(const ResponseHead& head) {
  const auto codings = list_of(head.headers, "Content-Encoding");
  if (codings.size() != 1) return {};
  const auto coding = codings[0] == "x-gzip" ? "gzip" : codings[0];
  return coding == "gzip" || coding == "deflate" || coding == "br" ? coding : "";
}

std::string plain_head(const std::string& coding) {
  const std::string text = "HTTP/1.1 200 OK\r\n";
  return (coding.empty() ? text : text + "Content-Encoding: " + coding + "\r\n") + "\r\n";
}

}  // namespace

ssize_t BudgetedStream::write(const char* from, size_t size) {
  outgoing_.append(from, size);
  return static_cast<ssize_t>(size);
}

ssize_t BudgetedStream::read(char* into, size_t size) {
  if (failure_ || (!head_ && !exchange_heads())) return -1;
  if (plain_head_.empty()) return read_body(into, size);
  const auto count = plain_head_.copy(into, size);
  plain_head_.erase(0, count);
  return static_cast<ssize_t>(count);
}

void BudgetedStream::get_remote_ip_and_port(std::string& ip, int& port) const {
  ip.clear();
  port = 0;
}

void BudgetedStream::get_local_ip_and_port(std::string& ip, int& port) const {
  get_remote_ip_and_port(ip, port);
}

bool BudgetedStream::fail(HttpFault fault, std::string text) {
  return fail(Failure{fault, std::move(text)});
}

// The first one is the cause of what follows.
bool BudgetedStream::fail(std::optional<Failure> failure) {
  if (failure && !failure_) failure_ = std::move(failure);
  return false;
}

bool BudgetedStream::exchange_heads() {
  if (auto failure = wire_.send(std::exchange(outgoing_, {}))) {
    failure->text += ", the request was not sent completely";
    return fail(std::move(failure));
  }
  while (receive_head())
    if (!is_informational(head_->status)) return begin_body();
  return false;
}

bool BudgetedStream::receive_head() {
  head_.reset();
  for (std::size_t seen = 0;;) {
    const auto incoming = wire_.incoming();
    if (!may_be_http(incoming)) return fail(HttpFault::not_http, describe_garbage(incoming));
    const auto end = find_head_end(incoming, seen);
    seen = incoming.size();
    if (head_bytes_ + end.value_or(seen) > request_.budget.head_bytes)
      return fail(HttpFault::head_too_big,
                  "the head of the response is above " + std::to_string(request_.budget.head_bytes) + " bytes");
    if (end) return accept_head(incoming.substr(0, *end));
    if (wire_.ended()) return fail_for_lost_head();
    if (auto failure = wire_.fill()) {
      if (failure->fault == HttpFault::reset) return fail_for_lost_head();
      failure->text += seen == 0 ? ", no answer came" : ", the head of the response is not complete";
      return fail(std::move(failure));
    }
  }
}

bool BudgetedStream::fail_for_lost_head() {
  std::string text = wire_.incoming().empty() ? "the peer closed the connection without an answer"
                                              : "the connection ended inside the head of the response";
  if (!wire_.cut().empty()) text += " while the request was being sent (" + wire_.cut() + ")";
  return fail(HttpFault::reset, std::move(text));
}

bool BudgetedStream::accept_head(std::string_view text) {
  auto head = parse_response_head(text);
  if (!head) return fail(HttpFault::not_http, std::move(head.error()));
  head_bytes_ += text.size();
  wire_.drop(text.size());
  head_ = *std::move(head);
  return true;
}

bool BudgetedStream::begin_body() {
  auto framing = BodyFraming::of(*head_, request_.method);
  if (!framing) return fail(HttpFault::not_http, std::move(framing.error()));
  framing_ = *std::move(framing);
  if (!request_.on_head(*head_)) return fail(HttpFault::stopped, "the reader hung up after the head");
  if (framing_.announced().value_or(0) > request_.budget.body_bytes)
    return fail(HttpFault::body_too_big, "Content-Length announces more than the " +
                                             std::to_string(request_.budget.body_bytes) + " bytes that are read at most");
  const std::string coding = known_coding(*head_);
  coding_end_ = CodingEnd(coding);
  plain_head_ = plain_head(coding);
  return true;
}

ssize_t BudgetedStream::read_body(char* into, size_t size) {
  // With the budget used up one more byte is asked for, to see whether there is one.
  const auto budget = request_.budget.body_bytes;
  const auto bytes = next_body_bytes(std::max<std::size_t>(1, std::min(size, budget - body_bytes_)));
  if (!bytes.empty() && body_bytes_ == budget)
    fail(HttpFault::body_too_big, "the body is above " + std::to_string(budget) + " bytes");
  if (failure_) return -1;
  body_bytes_ += bytes.size();
  coding_end_.feed(bytes);
  return static_cast<ssize_t>(bytes.copy(into, bytes.size()));
}

// Empty at the end of the body, and when it fails.
std::string_view BudgetedStream::next_body_bytes(std::size_t most) {
  while (!complete_ && !failure_) {
    if (framing_.complete(wire_.ended() && wire_.incoming().empty())) {
      finish_body();
    } else if (!wire_.incoming().empty()) {
      const auto step = framing_.next(wire_.incoming().substr(0, most));
      if (!step) {
        fail(HttpFault::not_http, step.error());
        break;
      }
      wire_.drop(step->consumed);
      if (!step->body.empty()) return step->body;
    } else if (wire_.ended()) {
      fail(HttpFault::reset, "the body ended too early: " + framing_.missing());
    } else if (auto failure = wire_.fill()) {
      failure->text += ", the body is not complete: " + framing_.missing();
      fail(std::move(failure));
    }
  }
  return {};
}

void BudgetedStream::finish_body() {
  complete_ = true;
  if (!coding_end_.reached()) {
    fail(HttpFault::not_http, "the compressed body ended too early: its end mark is missing");
    return;
  }
  const auto more = wire_.incoming();
  if (more.empty() || head_->status == 101 || request_.method == "CONNECT") return;
  fail(HttpFault::not_http, "bytes came after the end of the response: " + quote_bytes(more));
}

void BudgetedStream::settle() {
  char more = 0;
  if (head_ && !complete_ && !failure_) (void)read_body(&more, 1);
}

bool BudgetedStream::reusable() const {
  if (!complete_ || failure_ || wire_.ended() || !wire_.cut().empty()) return false;
  const auto options = list_of(head_->headers, "Connection");
  return head_->minor > 0 && head_->status != 101 && request_.method != "CONNECT" &&
         std::find(options.begin(), options.end(), "close") == options.end();
}

}  // namespace confab::conformance
