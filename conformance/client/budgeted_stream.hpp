// What cpp-httplib reads and writes: an exchange that no peer can make endless, and that hides none of its breaches.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "client/body_framing.hpp"
#include "client/coding_end.hpp"
#include "client/httplib.hpp"
#include "client/response_head.hpp"
#include "client/wire.hpp"

namespace confab::conformance {

/// Gathers what is written and sends it when the first byte is asked for. Reads the response's head itself, because
/// cpp-httplib 0.11.4 runs a backtracking regular expression over the status line (a long one overflows the stack), decodes
/// percent signs in header values, loses their order, skips lines it does not understand and takes 103 for the answer;
/// cpp-httplib is given a head with nothing but the Content-Encoding, and then the body without its framing.
class BudgetedStream : public httplib::Stream {
 public:
  struct Request {
    std::string method;
    HttpBudget budget;
    std::function<bool(const ResponseHead&)> on_head;  // false: hang up
  };
  /// Borrows the wire.
  BudgetedStream(Wire& wire, Request request) : wire_(wire), request_(std::move(request)) {}

  bool is_readable() const override { return true; }
  bool is_writable() const override { return true; }
  ssize_t read(char* into, size_t size) override;
  ssize_t write(const char* from, size_t size) override;
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  socket_t socket() const override { return INVALID_SOCKET; }

  /// Brings the response to its end where cpp-httplib asks for no body (HEAD).
  void settle();
  /// The final response's; nothing while it has not come whole.
  [[nodiscard]] const std::optional<ResponseHead>& head() const { return head_; }
  [[nodiscard]] const std::optional<Failure>& failure() const { return failure_; }
  /// Whether the connection can carry another exchange.
  [[nodiscard]] bool reusable() const;

 private:
  bool fail(HttpFault fault, std::string text);
  bool fail(std::optional<Failure> failure);
  [[nodiscard]] bool exchange_heads();
  [[nodiscard]] bool receive_head();
  [[nodiscard]] bool accept_head(std::string_view text);
  [[nodiscard]] bool begin_body();
  [[nodiscard]] bool fail_for_lost_head();
  [[nodiscard]] ssize_t read_body(char* into, size_t size);
  [[nodiscard]] std::string_view next_body_bytes(std::size_t most);
  void finish_body();

  Wire& wire_;
  Request request_;
  std::string outgoing_;
  std::optional<ResponseHead> head_;
  std::optional<Failure> failure_;
  std::size_t head_bytes_ = 0;  // of all heads, informational ones included
  std::string plain_head_;      // what cpp-httplib is still to read of the head it is given
  BodyFraming framing_;
  CodingEnd coding_end_{""};
  std::size_t body_bytes_ = 0;
  bool complete_ = false;
};

}  // namespace confab::conformance
