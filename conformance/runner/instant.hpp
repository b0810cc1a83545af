// A moment written as RFC 3339, 5.6, with all its digits, so that moments can be put in order.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace confab::conformance {

/// Seconds since 1970-01-01T00:00:00Z and the digits behind the point, without trailing zeros.
struct Instant {
  std::int64_t seconds = 0;
  std::string fraction;

  auto operator<=>(const Instant&) const = default;
  [[nodiscard]] double milliseconds() const;
};

/// Nothing if `text` is no RFC 3339 date-time. A leap second (60) is taken as the second after 59.
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view text);

}  // namespace confab::conformance
