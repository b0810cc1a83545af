#include "automaton/expression.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

namespace confab::automaton {
namespace {

constexpr std::string_view kAny = ".";
/// Far more than anyone writes; bounds the parser's recursion.
constexpr int kMaxNesting = 64;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// What Glushkov's construction knows about a part of an expression.
struct Fragment {
  Positions first, last;
  bool nullable = true;
};

}  // namespace

/// Recursive descent; fills the follow sets of the expression while it reads.
class ExpressionParser {
 public:
  explicit ExpressionParser(std::string_view text) : text_(text) { expression_.text_ = std::string(text); }

  tl::expected<Expression, ExpressionError> parse() {
    skip_spaces();
    if (at_end()) return expression_;
    const Fragment whole = alternatives();
    if (!error_ && !at_end()) fail("there is a \")\" without its \"(\"");
    if (error_) return tl::unexpected(*error_);
    expression_.first_ = whole.first;
    expression_.last_ = whole.last;
    expression_.nullable_ = whole.nullable;
    return expression_;
  }

 private:
  Fragment alternatives() {
    Fragment all = sequence();
    while (!error_ && peek() == '|') {
      take();
      const Fragment next = sequence();
      all = {all.first | next.first, all.last | next.last, all.nullable || next.nullable};
    }
    return all;
  }

  Fragment sequence() {
    if (at_end() || peek() == '|' || peek() == ')') {
      fail("a name or \"(\" is missing");
      return {};
    }
    Fragment all;
    while (!error_ && !at_end() && peek() != '|' && peek() != ')') all = then(all, repeated());
    return all;
  }

  Fragment then(const Fragment& left, const Fragment& right) {
    link(left.last, right.first);
    return {left.nullable ? left.first | right.first : left.first, right.nullable ? left.last | right.last : right.last,
            left.nullable && right.nullable};
  }

  Fragment repeated() {
    Fragment part = atom();
    while (!error_ && (peek() == '*' || peek() == '+' || peek() == '?')) {
      const char how = take();
      if (how != '?') link(part.last, part.first);
      if (how != '+') part.nullable = true;
    }
    return part;
  }

  Fragment atom() {
    if (peek() == '(') return group();
    if (peek() == '*' || peek() == '+' || peek() == '?') {
      fail(std::string("there is nothing before '") + peek() + "' that it could repeat");
      return {};
    }
    return name();
  }

  Fragment group() {
    if (++nesting_ > kMaxNesting) {
      fail("parentheses are nested too deeply");
      return {};
    }
    const std::size_t opened = offset_;
    take();
    const Fragment inside = alternatives();
    if (!error_ && peek() != ')') {
      offset_ = opened;
      fail("this \"(\" is not closed");
    }
    if (!error_) take();
    --nesting_;
    return inside;
  }

  Fragment name() {
    if (expression_.symbols_.size() == kMaxPositions) {
      fail("an expression holds at most " + std::to_string(kMaxPositions) + " names");
      return {};
    }
    const std::size_t begin = offset_;
    while (offset_ < text_.size() && !is_space(text_[offset_]) &&
           std::string_view("()|*+?").find(text_[offset_]) == text_.npos) {
      ++offset_;
    }
    const std::size_t position = expression_.symbols_.size();
    expression_.symbols_.emplace_back(text_.substr(begin, offset_ - begin));
    expression_.follow_.emplace_back();
    skip_spaces();
    Positions only;
    only.set(position);
    return {only, only, false};
  }

  void link(const Positions& from, const Positions& to) {
    for (std::size_t i = 0; i < expression_.follow_.size(); ++i) {
      if (from[i]) expression_.follow_[i] |= to;
    }
  }

  void fail(std::string reason) {
    if (!error_) error_ = ExpressionError{std::move(reason), offset_};
  }

  [[nodiscard]] bool at_end() const { return offset_ == text_.size(); }
  [[nodiscard]] char peek() const { return at_end() ? '\0' : text_[offset_]; }
  char take() {
    const char c = text_[offset_++];
    skip_spaces();
    return c;
  }
  void skip_spaces() {
    while (!at_end() && is_space(text_[offset_])) ++offset_;
  }

  std::string_view text_;
  std::size_t offset_ = 0;
  int nesting_ = 0;
  Expression expression_;
  std::optional<ExpressionError> error_;
};

tl::expected<Expression, ExpressionError> Expression::parse(std::string_view text) {
  return ExpressionParser(text).parse();
}

std::vector<std::string> Expression::names() const {
  std::vector<std::string> names;
  std::copy_if(symbols_.begin(), symbols_.end(), std::back_inserter(names),
               [](const auto& symbol) { return symbol != kAny; });
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

bool Expression::mentions(std::string_view name) const {
  return std::find(symbols_.begin(), symbols_.end(), name) != symbols_.end();
}

}  // namespace confab::automaton
