// Plain YAML scalars as the core schema of YAML 1.2 reads them (section 10.3.2).
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "source/json_text.hpp"

namespace confab::source {

/// null, true, false, numbers; anything else is a string, "yes", "on" and dates included. Integers beyond 64 bits become
/// floating-point numbers. The reason, for what JSON cannot hold: `.inf`, `.nan`, numbers too large.
[[nodiscard]] tl::expected<Json, std::string> read_plain_scalar(std::string_view text);

}  // namespace confab::source
