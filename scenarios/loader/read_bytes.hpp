// Bytes in YAML: as text, or in base64 where text cannot say them.
#pragma once

#include <string>

#include "loader/node.hpp"

namespace confab::scenarios {

/// `text: …`, which may be repeated as prompts are, or `base64: …` (RFC 4648, 4): exactly one of them must be there.
[[nodiscard]] std::string read_bytes(const Node& owner);

/// The same where $references are filled in later: a dollar in what base64 says is written twice, because it refers to
/// nothing.
[[nodiscard]] std::string read_filled_bytes(const Node& owner);

}  // namespace confab::scenarios
