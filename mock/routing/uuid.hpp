// UUIDs in their text form (RFC 9562, section 4).
#pragma once

#include <string>
#include <string_view>

namespace confab::mock {

/// 8-4-4-4-12 lower-case hexadecimal digits, of any version.
[[nodiscard]] bool is_canonical_uuid(std::string_view text);

}  // namespace confab::mock
