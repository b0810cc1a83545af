// Credentials inside a body.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "secrets/secret_names.hpp"

namespace confab::mock {

/// The texts that stand under a secret name as members of a JSON object ("name": "text", the text still escaped) or as parts
/// of a multipart body (name="…", blank line, text up to the next delimiter). The body need be neither whole nor correct.
/// Borrows from `body`; linear in it.
[[nodiscard]] std::vector<std::string_view> secret_members(std::string_view body, const spec::SecretNames& names);

/// `body` with those texts replaced; the rest stays byte for byte.
[[nodiscard]] std::string redact_members(std::string_view body, const spec::SecretNames& names);

}  // namespace confab::mock
