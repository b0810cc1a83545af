// The lines of a turn: what a model says, cut into the pieces that Waldur's assistant shows.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "source/json_text.hpp"

namespace confab::mock::waldur {

/// Every line is one compact JSON object in plain ASCII, ended by a line feed.
[[nodiscard]] std::string thread_line(std::string_view thread);
[[nodiscard]] std::string warning_line(std::string_view text);
[[nodiscard]] std::string error_line(std::string_view text);
/// Without `question` in a reload, which stores none.
[[nodiscard]] std::string ids_line(const std::optional<std::string>& question, std::string_view answer);
/// Columns: an array of texts; rows: an array of arrays.
[[nodiscard]] std::string table_line(const source::Json& columns, const source::Json& rows);

/// The text of one answer, as it comes, to lines. Text is held back until there are fifty characters of it; a fenced block
/// is announced when its first line is complete and comes whole when it closes; an answer that begins with a brace is held
/// back to its end, because it could be the call of a tool. Fences stand at the start of a line, as in CommonMark 4.5.
class AnswerLines {
 public:
  /// The lines that `piece` completes; empty text: none.
  [[nodiscard]] std::string add(std::string_view piece);
  /// What was held back. The body of a block that never closed is lost.
  [[nodiscard]] std::string finish();

 private:
  enum class Where { start, text, block, braces };
  struct Fence {
    std::size_t begin = std::string::npos;  // of the line it stands on
    std::size_t body = std::string::npos;   // npos: its line is not complete yet
    std::string tag;
  };

  bool leave_start(bool last);
  bool take_text(std::string& lines, bool last);
  bool take_block(std::string& lines);
  void flush(std::string& lines, std::size_t size);
  [[nodiscard]] std::string drain(bool last);
  [[nodiscard]] Fence find_fence() const;

  Where where_ = Where::start;
  std::string held_;
  bool at_line_start_ = true;  // the first character of `held_`
  std::string tag_;            // of the block that is open
  std::size_t looked_at_ = 0;  // of that block's body: no closing fence begins before
};

}  // namespace confab::mock::waldur
