// A table for people and for programs.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace confab::cli {

struct Listing {
  using Rows = std::vector<std::vector<std::string>>;
  std::vector<std::string> columns;
  std::size_t shown = 0;  // how many columns, from the left, `render_text` shows
  Rows rows;              // each as long as `columns`
};

/// One line a row, columns aligned, no head: made to be read and to be given to grep.
[[nodiscard]] std::string render_text(const Listing& listing);

/// A list of objects, one line each, with every column.
[[nodiscard]] std::string render_json(const Listing& listing);

}  // namespace confab::cli
