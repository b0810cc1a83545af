// What never leaves the process: credentials.
#pragma once

#include <string>
#include <string_view>

namespace confab::mock {

/// Whether a header or query parameter of this name usually carries a credential or something that lets one act as a user.
[[nodiscard]] bool names_a_secret(std::string_view name);

inline constexpr std::string_view kRedacted = "[redacted]";

/// A query text with the values of such parameters replaced; the rest stays byte for byte.
[[nodiscard]] std::string redact_query(std::string_view query);

}  // namespace confab::mock
