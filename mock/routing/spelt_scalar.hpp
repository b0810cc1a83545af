// What a text from a path, a query or a form stands for besides itself.
#pragma once

#include <string_view>

#include "source/json_text.hpp"

namespace confab::mock {

/// The boolean or number that `text` spells, else null. An integer too large for 64 bits spells nothing.
[[nodiscard]] source::Json spelt_scalar(std::string_view text);

}  // namespace confab::mock
