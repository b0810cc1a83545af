// UTF-8 as RFC 3629 defines it: no surrogates, no overlong forms, nothing above U+10FFFF.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace confab::source {

/// Byte offset of the first sequence that is not UTF-8; nothing if all is well.
[[nodiscard]] std::optional<std::size_t> first_invalid_utf8(std::string_view text);

/// How many code points `text` holds; stray bytes are not counted.
[[nodiscard]] std::size_t count_code_points(std::string_view text);

}  // namespace confab::source
