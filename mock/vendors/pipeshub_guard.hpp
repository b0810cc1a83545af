// Text that PipesHub's server takes for an attack.
#pragma once

#include <string_view>

namespace confab::mock::pipeshub {

/// Whether the text holds markup, a script, an event handler or a format specifier. Linear in its length.
[[nodiscard]] bool is_suspicious(std::string_view text);

}  // namespace confab::mock::pipeshub
