// Words that may hold anything, put into Markdown (GitHub Flavored Markdown) so that they stay words.
#pragma once

#include <string>
#include <string_view>

namespace confab::reports {

/// Plain text of one line, also for cells of a table: every ASCII punctuation mark that could mean something is escaped
/// (CommonMark 0.31, 2.4), line breaks become spaces, control characters show as \x1b.
[[nodiscard]] std::string markdown_text(std::string_view bytes);

/// `code` of one line; not for cells of a table.
[[nodiscard]] std::string markdown_code(std::string_view bytes);

/// A fenced block that nothing inside can close (CommonMark 0.31, 4.5); ends with a line break.
[[nodiscard]] std::string markdown_block(std::string_view bytes, std::string_view language = "text");

}  // namespace confab::reports
