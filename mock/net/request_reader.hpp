// HTTP/1.1 requests from bytes (RFC 9112). Knows no sockets; the grammar is Boost.Beast's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "routing/refusal.hpp"
#include "routing/request.hpp"

namespace confab::mock {

struct RequestLimits {
  std::uint32_t head_bytes = 16 * 1024;
  std::uint64_t body_bytes = 1024 * 1024;
};

/// The limit of a body sent to this path; nothing: RequestLimits::body_bytes.
using BodyLimitOf = std::function<std::optional<std::uint64_t>(std::string_view path)>;

/// Reads one request after another from the same connection. Memory is bounded by the limits.
class RequestReader {
 public:
  /// `body_limit` is asked once the head of a request with a body is complete.
  explicit RequestReader(RequestLimits limits, BodyLimitOf body_limit = {});
  ~RequestReader();

  enum class Progress {
    need_more,  // the bytes that were not consumed must come again, with more behind them
    complete,
    refused,  // the connection cannot go on after this
  };
  /// Sets how many of `bytes` were used up.
  Progress read(std::string_view bytes, std::size_t& consumed);

  /// After `complete`; borrowed until the next call of `read` or `reset`.
  [[nodiscard]] const Request& request() const { return request_; }
  /// After `refused`.
  [[nodiscard]] const Refusal& refusal() const { return refusal_; }
  /// The path as far as it is known, for the envelope of a refusal.
  [[nodiscard]] std::string_view path() const { return request_.path; }

  [[nodiscard]] bool keep_alive() const { return keep_alive_; }
  [[nodiscard]] bool http_1_0() const { return http_1_0_; }
  /// Whether the head is complete and the sender waits for "100 Continue" (RFC 9110, 10.1.1). True once a request.
  [[nodiscard]] bool take_expect_continue();
  /// Whether any byte of a request has come that is not complete yet.
  [[nodiscard]] bool inside_request() const { return inside_; }

  /// Ready for the next request; keeps its memory.
  void reset();

 private:
  class Parser;
  void finish();
  void refuse(Refused what, std::string detail);

  RequestLimits limits_;
  BodyLimitOf body_limit_;
  std::unique_ptr<Parser> parser_;
  Request request_;
  std::vector<Field> fields_;
  Refusal refusal_;
  bool inside_ = false;
  bool keep_alive_ = false;
  bool http_1_0_ = false;
  bool continue_sent_ = false;
};

}  // namespace confab::mock
