// A regular expression over frame names: RUN_STARTED .* (RUN_FINISHED | RUN_ERROR)
#pragma once

#include <bitset>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace confab::automaton {

/// Positions of names in one expression; Glushkov's construction gives one state for each.
inline constexpr std::size_t kMaxPositions = 64;
using Positions = std::bitset<kMaxPositions>;

struct ExpressionError {
  std::string reason;
  std::size_t offset = 0;  // into the expression's text
};

/// Immutable once parsed; cheap to share by reference. An empty expression matches only the empty sequence.
class Expression {
 public:
  Expression() = default;

  /// Names are what stands between spaces, parentheses and the operators | * + ? ; `.` matches any name of the alphabet.
  [[nodiscard]] static tl::expected<Expression, ExpressionError> parse(std::string_view text);

  [[nodiscard]] const std::string& text() const { return text_; }
  /// Every name mentioned, sorted, without repetition; `.` is none.
  [[nodiscard]] std::vector<std::string> names() const;
  /// Whether the expression holds this very name; `mentions(".")` asks for the `.` itself.
  [[nodiscard]] bool mentions(std::string_view name) const;

 private:
  friend class Matcher;
  friend class ExpressionParser;
  std::string text_;
  std::vector<std::string> symbols_;  // by position; "." is any
  Positions first_, last_;
  std::vector<Positions> follow_;
  bool nullable_ = true;
};

/// One walk through an expression, which it borrows.
class Matcher {
 public:
  /// `repeat`: the expression may start again wherever it is complete, as if it stood in ( … )+.
  explicit Matcher(const Expression& expression, bool repeat = false);

  /// False if `name` cannot come next; the matcher then stays where it was.
  bool advance(std::string_view name);
  [[nodiscard]] bool can_advance(std::string_view name) const;
  /// Whether what came so far is a complete match.
  [[nodiscard]] bool accepting() const;
  /// Whether nothing has come yet.
  [[nodiscard]] bool at_start() const { return at_start_; }
  /// Names that could come next, sorted; "." where any could.
  [[nodiscard]] std::vector<std::string> allowed() const;

 private:
  [[nodiscard]] Positions next() const;
  [[nodiscard]] Positions next(std::string_view name) const;

  const Expression* expression_;
  bool repeat_;
  Positions here_;
  bool at_start_ = true;
};

}  // namespace confab::automaton
