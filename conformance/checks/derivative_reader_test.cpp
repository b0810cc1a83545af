// From text to languages.
#include <algorithm>
#include <stdexcept>

#include "checks/derivative.hpp"
#include "framework/catch.hpp"

namespace confab::conformance::derivative {
namespace {

/// Words and marks one by one; the grammar is either := then ('|' then)*, then := part+, part := atom [*+?]*.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Language whole() {
    if (look() == '\0') return empty();
    const Language all = alternatives();
    if (look() != '\0') throw std::invalid_argument("too many ')'");
    return all;
  }

 private:
  char look() {
    at_ = std::min(text_.find_first_not_of(" \t\n\r", at_), text_.size());
    return at_ == text_.size() ? '\0' : text_[at_];
  }
  bool take(char mark) {
    if (look() != mark) return false;
    ++at_;
    return true;
  }
  Language alternatives() {
    Language all = sequence();
    while (take('|')) all = either(all, sequence());
    return all;
  }
  Language sequence() {
    Language all = part();
    while (look() != '\0' && look() != '|' && look() != ')') all = then(all, part());
    return all;
  }
  Language part() {
    Language one = atom();
    while (true) {
      if (take('*')) {
        one = star(one);
      } else if (take('+')) {
        one = repeated(one);
      } else if (take('?')) {
        one = either(empty(), one);
      } else {
        return one;
      }
    }
  }
  Language atom() {
    if (take('(')) {
      const Language inside = alternatives();
      if (!take(')')) throw std::invalid_argument("')' is missing");
      return inside;
    }
    (void)look();
    const std::size_t end = std::min(text_.find_first_of(" \t\n\r()|*+?", at_), text_.size());
    if (end == at_) throw std::invalid_argument("a name is missing");
    const std::string word(text_.substr(at_, end - at_));
    at_ = end;
    return std::make_shared<Term>(Term{word == "." ? Kind::any : Kind::name, word, nullptr, nullptr});
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

Language parse(std::string_view text) {
  return Reader(text).whole();
}

}  // namespace confab::conformance::derivative

using namespace confab::conformance::derivative;

TEST_CASE("derivatives: what is no expression is refused") {
  for (const char* text : {"(A", "A)", "|", "A |", "*", "()"}) CHECK_THROWS_AS(parse(text), std::invalid_argument);
}
