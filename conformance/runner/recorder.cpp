#include "runner/recorder.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace confab::conformance {

Recorder::Recorder(const Deployment& deployment, spec::SecretNames names)
    : redactor_(deployment, std::move(names)), base_url_(deployment.base_url), start_(std::chrono::steady_clock::now()) {}

std::chrono::milliseconds Recorder::now() const {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start_);
}

reports::Exchange Recorder::record(int id, const RawExchange& raw) const {
  reports::Exchange exchange;
  exchange.id = id;
  exchange.operation = raw.operation;
  exchange.method = raw.request.method;
  exchange.url = redactor_.redact_url(base_url_ + raw.request.target);
  exchange.request_headers = redactor_.redact_headers(raw.request.headers);
  // Redacted before it is cut: half a credential would not be recognised any more.
  const std::string& sent = raw.request.body ? *raw.request.body : std::string();
  exchange.request_body = bounded(redact(sent), sent.size());
  exchange.status = raw.response.status;
  exchange.response_headers = redactor_.redact_headers(raw.response.headers);
  const std::size_t came = std::max(raw.response_bytes, raw.response.body.size());
  const bool cut = raw.response.fault != HttpFault::none || came > raw.response.body.size();
  exchange.response_body = bounded(cut ? redactor_.redact_cut(raw.response.body) : redact(raw.response.body), came);
  if (raw.response.fault != HttpFault::none && raw.response.fault != HttpFault::stopped) {
    exchange.fault = redact_cut(raw.response.fault_text.empty() ? to_string(raw.response.fault) : raw.response.fault_text);
  }
  exchange.started_ms = static_cast<double>(raw.started.count());
  exchange.duration_ms = static_cast<double>((raw.ended - raw.started).count());
  return exchange;
}

std::string bounded(std::string_view body, std::size_t size) {
  if (body.size() <= reports::kRecordedBytes && size <= reports::kRecordedBytes) return std::string(body);
  std::size_t end = std::min(body.size(), reports::kRecordedBytes);
  const auto continues = [&](std::size_t at) {
    return at < body.size() && (static_cast<unsigned char>(body[at]) & 0xC0) == 0x80;
  };
  for (int back = 0; back < 3 && end > 0 && continues(end); ++back) --end;
  return fmt::format("{}… ({} bytes)", body.substr(0, end), size);
}

}  // namespace confab::conformance
