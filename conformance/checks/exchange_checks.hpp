// The built-in checks on one exchange (docs/spec-data.md, "The built-in checks").
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "checks/finding.hpp"
#include "client/http_client.hpp"
#include "model/vendor.hpp"

namespace confab::conformance {

/// What is judged; borrows everything.
struct ExchangeView {
  const spec::Vendor& vendor;
  const spec::Operation& operation;
  const HttpResponse& response;
  /// Statuses that the story itself expects here: it judges them, documented or not.
  std::span<const int> expected_status = {};
  /// A stream of this operation was opened: its body is for the stream checks.
  bool stream_opened = false;
};

/// Nothing: the check says nothing about this exchange.
struct ExchangeCheck {
  std::string_view id;
  std::optional<Finding> (*judge)(const ExchangeView&);
};

[[nodiscard]] std::span<const ExchangeCheck> exchange_checks();

/// The findings of every check that applies, in the table's order.
[[nodiscard]] std::vector<Finding> check_exchange(const ExchangeView& exchange);

[[nodiscard]] std::optional<Finding> check_status(const ExchangeView& exchange);
[[nodiscard]] std::optional<Finding> check_media_type(const ExchangeView& exchange);
[[nodiscard]] std::optional<Finding> check_body_schema(const ExchangeView& exchange);
[[nodiscard]] std::optional<Finding> check_error_envelope(const ExchangeView& exchange);

}  // namespace confab::conformance
