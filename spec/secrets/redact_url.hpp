// Credentials in URLs, known by where they stand.
#pragma once

#include <string>
#include <string_view>

#include "secrets/secret_names.hpp"

namespace confab::spec {

/// A query or an urlencoded form with the values of secret parameters replaced; the rest stays byte for byte.
[[nodiscard]] std::string redact_query(std::string_view query, const SecretNames& names);

/// A text with URLs in it: user information (RFC 3986, 3.2.1) and, in queries and fragments, the values of secret
/// parameters are replaced.
[[nodiscard]] std::string redact_urls(std::string_view text, const SecretNames& names);

}  // namespace confab::spec
