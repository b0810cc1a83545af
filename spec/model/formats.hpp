// The string formats that are enforced, judged without regular expressions: any length, linear time.
#pragma once

#include <string_view>

namespace confab::spec {

/// RFC 9562, section 4: 8-4-4-4-12 hexadecimal digits in either case, any version and variant.
[[nodiscard]] bool is_uuid(std::string_view text);

/// RFC 3339, section 5.6, with the day checked against month and leap year; second 60 only where section 5.7 allows a leap
/// second (23:59:60 in UTC on the last day of June or December).
[[nodiscard]] bool is_date_time(std::string_view text);

}  // namespace confab::spec
