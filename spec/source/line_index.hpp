// From byte offsets in a text to the lines and columns people count.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "source/place.hpp"

namespace confab::source {

/// Borrows the text. Columns count code points; asking in ascending order is cheap even on one very long line.
class LineIndex {
 public:
  explicit LineIndex(std::string_view text);

  /// The byte offset of a line and a byte column, both from 0; the end of the text if it has no such line.
  [[nodiscard]] std::size_t offset(int line, int column) const;
  /// Line and column from 1; an unknown place for a negative line. `file` is what the place names.
  [[nodiscard]] Place place(const std::string& file, int line, int column);

 private:
  std::string_view text_;
  std::vector<std::size_t> line_starts_;
  std::size_t counted_line_ = 0, counted_to_ = 0, counted_columns_ = 0;  // where the last count ended
};

/// The line (from 1) without its line end; empty if there is no such line.
[[nodiscard]] std::string line_of(std::string_view text, int line);

}  // namespace confab::source
