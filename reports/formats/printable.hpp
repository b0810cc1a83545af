// What a peer sent, made safe to print: a report must not be broken, nor a terminal steered, by what it quotes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace confab::reports {

/// Valid UTF-8 of characters that XML 1.0 allows (section 2.2, Char); every other one becomes U+FFFD.
[[nodiscard]] std::string xml_text(std::string_view bytes);

/// Valid UTF-8 without control characters (C0, DEL, C1) and without characters that reverse the reading direction: they are
/// shown as \x1b or \u202e. Line feeds and tabs stay.
[[nodiscard]] std::string terminal_text(std::string_view bytes);

/// The first `most` characters of valid UTF-8, with "…" when some were left out.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t most);

/// The first `most` characters of terminal_text(bytes), with "…" when some were left out; never looks at more than it shows.
[[nodiscard]] std::string terminal_start(std::string_view bytes, std::size_t most);

/// Enough to see that something is everywhere; the JSON result has them all.
inline constexpr std::size_t kOthersNamed = 4;

/// "a, b and 4 more"; empty without names.
[[nodiscard]] std::string first_of(const std::vector<std::string>& names, std::size_t most);

}  // namespace confab::reports
