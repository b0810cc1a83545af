// A text in pieces, as a model would send it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace confab::mock {

/// Code points of valid UTF-8; stray bytes count like one each.
[[nodiscard]] std::size_t count_code_points(std::string_view text);

/// The first `count` code points; all of the text if it has no more.
[[nodiscard]] std::string_view first_code_points(std::string_view text, std::size_t count);

/// At most `pieces` parts of nearly equal length, cut between code points, none empty; their concatenation is `text`. An
/// empty text has no parts.
[[nodiscard]] std::vector<std::string> split_text(std::string_view text, int pieces);

}  // namespace confab::mock
