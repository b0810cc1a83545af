// How long a server asks to be left alone.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "client/http_client.hpp"

namespace confab::conformance {

/// The wait that Retry-After asks for (RFC 9110, 10.2.3), never negative: whole seconds, or the time to a date, counted from
/// the response's own Date where it has one, because the two clocks may differ, else from `now`. Nothing if there is no such
/// header or it says neither.
[[nodiscard]] std::optional<std::chrono::milliseconds> retry_after(const HttpResponse& response,
                                                                   std::chrono::system_clock::time_point now);

/// One of the three forms of a date in HTTP (RFC 9110, 5.6.7); nothing if it is none.
[[nodiscard]] std::optional<std::chrono::system_clock::time_point> parse_http_date(std::string_view text);

}  // namespace confab::conformance
