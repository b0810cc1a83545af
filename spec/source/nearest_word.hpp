// "Did you mean …?"
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace confab::source {

/// The word with the smallest Damerau-Levenshtein distance, if it is close enough to be a likely slip of the pen.
[[nodiscard]] std::optional<std::string> nearest_word(std::string_view given, std::span<const std::string> known);

/// A remedy sentence: "Did you mean X?" or "Known: a, b, c."
[[nodiscard]] std::string suggest(std::string_view given, std::span<const std::string> known);

}  // namespace confab::source
