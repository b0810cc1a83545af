#include "source/line_index.hpp"

#include <algorithm>

#include "source/utf8.hpp"

namespace confab::source {

LineIndex::LineIndex(std::string_view text) : text_(text), line_starts_{0} {
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n', end + 1)) {
    line_starts_.push_back(end + 1);
  }
}

std::size_t LineIndex::offset(int line, int column) const {
  const auto row = static_cast<std::size_t>(std::max(line, 0));
  if (row >= line_starts_.size()) return text_.size();
  return std::min(line_starts_[row] + static_cast<std::size_t>(std::max(column, 0)), text_.size());
}

Place LineIndex::place(const std::string& file, int line, int column) {
  if (line < 0) return {file, 0, 0};
  const std::size_t start = offset(line, 0);
  const std::size_t at = offset(line, column);
  if (counted_line_ != static_cast<std::size_t>(line) || counted_to_ > at) {
    counted_line_ = static_cast<std::size_t>(line);
    counted_to_ = start;
    counted_columns_ = 0;
  }
  counted_columns_ += count_code_points(text_.substr(counted_to_, at - counted_to_));
  counted_to_ = at;
  return {file, line + 1, static_cast<int>(counted_columns_) + 1};
}

std::string line_of(std::string_view text, int line) {
  for (int current = 1; current < line; ++current) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  std::string found(line < 1 ? std::string_view{} : text.substr(0, text.find('\n')));
  if (found.ends_with('\r')) found.pop_back();
  return found;
}

}  // namespace confab::source
