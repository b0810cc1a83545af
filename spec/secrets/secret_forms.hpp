// What of a secret, and in which codings, may show up in text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace confab::spec {

/// "Bearer abc" -> "Bearer " (RFC 9110, 11.4: a scheme, one or more spaces, the credentials); empty if there is no scheme.
/// Borrows from `value`.
[[nodiscard]] std::string_view scheme_of(std::string_view value);

/// The credential; without its scheme; the password of Basic (RFC 7617); the values of a cookie or of auth parameters
/// (RFC 6265, 4.2.1; RFC 9110, 11.2). What is too short to be told from other words is left out. Empty for an empty one.
[[nodiscard]] std::vector<std::string> secrets_in(std::string_view credential);

/// As it is; in hex, both cases; and what base64 and base64url (RFC 4648) of any longer text that contains it must contain,
/// at each of the three alignments. Codings of a very short secret say too little to be searched for and are left out. May
/// hold duplicates; empty for an empty secret.
[[nodiscard]] std::vector<std::string> secret_forms(std::string_view secret);

}  // namespace confab::spec
