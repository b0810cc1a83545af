// Whether two languages are one, by walking through both at once.
#include <vector>

#include "checks/derivative.hpp"
#include "framework/catch.hpp"

namespace confab::conformance::derivative {
namespace {

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

}  // namespace

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

}  // namespace confab::conformance::derivative

using namespace confab::conformance::derivative;

TEST_CASE("derivatives: languages that are written differently can be equal") {
  const std::set<std::string> alphabet = {"A", "B", "C"};
  CHECK(equal(parse("A+ (A | B)*"), parse("A (A | B)*"), alphabet));
  CHECK(equal(parse("(A | B)*"), parse("(A* B*)*"), alphabet));
  CHECK_FALSE(equal(parse("A+ B*"), parse("A B*"), alphabet));
  CHECK(may_stop_anywhere(parse("A (B | C)*"), alphabet));
  CHECK_FALSE(may_stop_anywhere(parse("A (B C)*"), alphabet));
}
