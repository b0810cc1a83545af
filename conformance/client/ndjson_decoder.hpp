// Newline-delimited JSON: lines from bytes. What a line means is not decided here.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace confab::conformance {

/// Feed any slices of the body in order. A line ends with LF; one CR before it is removed; blank lines are skipped. A last
/// line without LF is not complete. Memory is bounded by the limit; after a line above it nothing more is decoded.
class NdjsonDecoder {
 public:
  NdjsonDecoder() = default;
  explicit NdjsonDecoder(std::size_t line_limit) : line_limit_(line_limit) {}

  /// Appends the lines that `bytes` completes, as they came: maybe not UTF-8.
  void feed(std::string_view bytes, std::vector<std::string>& lines);

  [[nodiscard]] bool too_long() const { return too_long_; }
  [[nodiscard]] bool inside_line() const { return !line_.empty(); }
  [[nodiscard]] std::size_t blank_lines() const { return blank_lines_; }

 private:
  void end_line(std::vector<std::string>& lines);

  std::size_t line_limit_ = 16 * 1024 * 1024;
  std::string line_;
  bool too_long_ = false;
  std::size_t blank_lines_ = 0;
};

}  // namespace confab::conformance
