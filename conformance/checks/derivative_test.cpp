#include "checks/derivative.hpp"

#include <algorithm>
#include <initializer_list>
#include <stdexcept>
#include <vector>

#include "framework/catch.hpp"

namespace confab::conformance::derivative {
namespace {

Language term(Kind kind, std::string name = {}, Language left = nullptr, Language right = nullptr) {
  return std::make_shared<Term>(Term{kind, std::move(name), std::move(left), std::move(right)});
}

const Language kNothing = term(Kind::nothing);
const Language kEmpty = term(Kind::empty);

bool same(const Language& a, const Language& b) {
  if (a == b) return true;
  if (!a || !b || a->kind != b->kind || a->name != b->name) return false;
  return same(a->left, b->left) && same(a->right, b->right);
}

Language then(const Language& a, const Language& b) {
  if (a->kind == Kind::nothing || b->kind == Kind::nothing) return kNothing;
  if (a->kind == Kind::empty) return b;
  if (b->kind == Kind::empty) return a;
  return term(Kind::then, {}, a, b);
}

Language either(const Language& a, const Language& b) {
  if (a->kind == Kind::nothing || same(a, b)) return b;
  if (b->kind == Kind::nothing) return a;
  return term(Kind::either, {}, a, b);
}

Language star(const Language& a) {
  if (a->kind == Kind::nothing || a->kind == Kind::empty) return kEmpty;
  return a->kind == Kind::star ? a : term(Kind::star, {}, a);
}

std::string text(const Language& language);

void alternatives(const Language& language, std::set<std::string>& all) {
  if (language->kind != Kind::either) {
    all.insert(text(language));
    return;
  }
  alternatives(language->left, all);
  alternatives(language->right, all);
}

/// Alternatives sorted and each once: there are then finitely many derivatives (Brzozowski, theorem 5.2).
std::string text(const Language& language) {
  switch (language->kind) {
    case Kind::nothing:
      return "0";
    case Kind::empty:
      return "()";
    case Kind::name:
      return language->name;
    case Kind::any:
      return ".";
    case Kind::then:
      return "(" + text(language->left) + " " + text(language->right) + ")";
    case Kind::either: {
      std::set<std::string> all;
      alternatives(language, all);
      std::string words;
      for (const std::string& one : all) words += (words.empty() ? "" : " | ") + one;
      return "(" + words + ")";
    }
    case Kind::star:
      return text(language->left) + "*";
  }
  return {};
}

/// Words and marks one by one; the grammar is either := then ('|' then)*, then := part+, part := atom [*+?]*.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Language whole() {
    if (look() == '\0') return kEmpty;
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
        one = either(kEmpty, one);
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
    return word == "." ? term(Kind::any) : term(Kind::name, word);
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

bool matches(const Language& language, std::initializer_list<const char*> word) {
  Language rest = language;
  for (const char* name : word) rest = after(rest, name);
  return takes_empty(rest);
}

}  // namespace

Language parse(std::string_view text) {
  return Reader(text).whole();
}

Language repeated(const Language& language) {
  return then(language, star(language));
}

Language after(const Language& language, const std::string& name) {
  switch (language->kind) {
    case Kind::nothing:
    case Kind::empty:
      return kNothing;
    case Kind::name:
      return language->name == name ? kEmpty : kNothing;
    case Kind::any:
      return kEmpty;
    case Kind::either:
      return either(after(language->left, name), after(language->right, name));
    case Kind::star:
      return then(after(language->left, name), language);
    case Kind::then: {
      const Language through = then(after(language->left, name), language->right);
      return takes_empty(language->left) ? either(through, after(language->right, name)) : through;
    }
  }
  return kNothing;
}

bool takes_empty(const Language& language) {
  switch (language->kind) {
    case Kind::empty:
    case Kind::star:
      return true;
    case Kind::then:
      return takes_empty(language->left) && takes_empty(language->right);
    case Kind::either:
      return takes_empty(language->left) || takes_empty(language->right);
    default:
      return false;
  }
}

std::optional<std::size_t> shortest(const Language& language) {
  switch (language->kind) {
    case Kind::nothing:
      return std::nullopt;
    case Kind::empty:
    case Kind::star:
      return 0;
    case Kind::name:
    case Kind::any:
      return 1;
    case Kind::then:  // made only of what has words
      return *shortest(language->left) + *shortest(language->right);
    case Kind::either:
      return std::min(*shortest(language->left), *shortest(language->right));
  }
  return std::nullopt;
}

bool equal(const Language& a, const Language& b, const std::set<std::string>& alphabet) {
  std::vector<std::pair<Language, Language>> open = {{a, b}};
  std::set<std::string> seen;
  while (!open.empty()) {
    const auto [left, right] = open.back();
    open.pop_back();
    if (takes_empty(left) != takes_empty(right)) return false;
    if (!seen.insert(text(left) + " = " + text(right)).second) continue;
    for (const std::string& name : alphabet) open.emplace_back(after(left, name), after(right, name));
  }
  return true;
}

bool may_stop_anywhere(const Language& language, const std::set<std::string>& alphabet) {
  std::vector<Language> open;
  std::set<std::string> seen;
  for (const std::string& name : alphabet) open.push_back(after(language, name));
  while (!open.empty()) {
    const Language here = open.back();
    open.pop_back();
    if (here->kind == Kind::nothing || !seen.insert(text(here)).second) continue;
    if (!takes_empty(here)) return false;
    for (const std::string& name : alphabet) open.push_back(after(here, name));
  }
  return true;
}

std::set<std::string> names(const Language& language) {
  std::set<std::string> all;
  if (language->kind == Kind::name) all.insert(language->name);
  for (const Language& part : {language->left, language->right}) {
    if (part) all.merge(names(part));
  }
  return all;
}

}  // namespace confab::conformance::derivative

using namespace confab::conformance::derivative;

TEST_CASE("derivatives: small expressions match what they say") {
  const Language language = parse("S C* (E | F+)? .");
  CHECK(matches(language, {"S", "X"}));
  CHECK(matches(language, {"S", "C", "C", "E", "X"}));
  CHECK(matches(language, {"S", "F", "F", "F"}));
  CHECK_FALSE(matches(language, {"S"}));
  CHECK_FALSE(matches(language, {"S", "E", "F", "X"}));
  CHECK_FALSE(matches(language, {"C", "E", "X"}));
}

TEST_CASE("derivatives: the shortest word, and none where nothing can follow any more") {
  CHECK(shortest(parse("")) == 0);
  CHECK(shortest(parse("A B? C+ (D | E F)")) == 3);
  CHECK(shortest(after(parse("A B"), "B")) == std::nullopt);
  CHECK(shortest(repeated(parse("A B"))) == 2);
}

TEST_CASE("derivatives: languages that are written differently can be equal") {
  const std::set<std::string> alphabet = {"A", "B", "C"};
  CHECK(equal(parse("A+ (A | B)*"), parse("A (A | B)*"), alphabet));
  CHECK(equal(parse("(A | B)*"), parse("(A* B*)*"), alphabet));
  CHECK_FALSE(equal(parse("A+ B*"), parse("A B*"), alphabet));
  CHECK(may_stop_anywhere(parse("A (B | C)*"), alphabet));
  CHECK_FALSE(may_stop_anywhere(parse("A (B C)*"), alphabet));
}

TEST_CASE("derivatives: names are those mentioned") {
  CHECK(names(parse("B .* (A | B)")) == std::set<std::string>{"A", "B"});
}

TEST_CASE("derivatives: what is no expression is refused") {
  for (const char* text : {"(A", "A)", "|", "A |", "*", "()"}) CHECK_THROWS_AS(parse(text), std::invalid_argument);
}
