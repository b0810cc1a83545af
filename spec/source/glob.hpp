// Patterns people write for names.
#pragma once

#include <string_view>

namespace confab::source {

/// `*` stands for any characters, `?` for one. Takes no longer than the product of their lengths.
[[nodiscard]] bool glob_matches(std::string_view glob, std::string_view text);

}  // namespace confab::source
