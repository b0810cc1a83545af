// Keeps exchanges for the report: redacted, bounded, on one clock.
#pragma once

#include <atomic>
#include <chrono>
#include <string>
#include <string_view>

#include "client/http_client.hpp"
#include "client/redactor.hpp"
#include "result/result.hpp"

namespace confab::conformance {

/// What was sent and what came, still whole.
struct RawExchange {
  std::string operation;  // empty: outside the contract
  HttpRequest request;
  HttpResponse response;           // its body, or for a stream the bytes kept of it
  std::size_t response_bytes = 0;  // of the body, which may be longer than what was kept
  std::chrono::milliseconds started{0}, ended{0};
};

/// One for a run. Safe to use from several threads.
class Recorder {
 public:
  explicit Recorder(const Deployment& deployment, spec::SecretNames names = {});

  /// Since the start of the run.
  [[nodiscard]] std::chrono::milliseconds now() const;
  [[nodiscard]] int next_id() { return ++last_id_; }
  [[nodiscard]] reports::Exchange record(int id, const RawExchange& raw) const;
  [[nodiscard]] std::string redact(std::string_view text) const { return redactor_.redact(text); }
  /// For what may end in a quotation of what a peer broke off.
  [[nodiscard]] std::string redact_cut(std::string_view text) const { return redactor_.redact_cut(text); }

 private:
  Redactor redactor_;
  std::string base_url_;
  std::chrono::steady_clock::time_point start_;
  std::atomic<int> last_id_ = 0;
};

/// At most kRecordedBytes of a body, ending in "… (N bytes)" if it was longer; `size` is its real length.
[[nodiscard]] std::string bounded(std::string_view body, std::size_t size);

}  // namespace confab::conformance
