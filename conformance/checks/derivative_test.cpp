#include "checks/derivative.hpp"

#include <algorithm>
#include <initializer_list>

#include "framework/catch.hpp"

namespace confab::conformance::derivative {
namespace {

Language term(Kind kind, Language left, Language right = nullptr) {
  return std::make_shared<Term>(Term{kind, {}, std::move(left), std::move(right)});
}

bool same(const Language& a, const Language& b) {
  if (a == b) return true;
  if (!a || !b || a->kind != b->kind || a->name != b->name) return false;
  return same(a->left, b->left) && same(a->right, b->right);
}

bool matches(const Language& language, std::initializer_list<const char*> word) {
  Language rest = language;
  for (const char* name : word) rest = after(rest, name);
  return takes_empty(rest);
}

}  // namespace

Language nothing() {
  static const Language kNothing = term(Kind::nothing, nullptr);
  return kNothing;
}

Language empty() {
  static const Language kEmpty = term(Kind::empty, nullptr);
  return kEmpty;
}

Language then(const Language& a, const Language& b) {
  if (a->kind == Kind::nothing || b->kind == Kind::nothing) return nothing();
  if (a->kind == Kind::empty) return b;
  if (b->kind == Kind::empty) return a;
  return term(Kind::then, a, b);
}

Language either(const Language& a, const Language& b) {
  if (a->kind == Kind::nothing || same(a, b)) return b;
  if (b->kind == Kind::nothing) return a;
  return term(Kind::either, a, b);
}

Language star(const Language& a) {
  if (a->kind == Kind::nothing || a->kind == Kind::empty) return empty();
  return a->kind == Kind::star ? a : term(Kind::star, a);
}

Language repeated(const Language& language) {
  return then(language, star(language));
}

Language after(const Language& language, const std::string& name) {
  switch (language->kind) {
    case Kind::nothing:
    case Kind::empty:
      return nothing();
    case Kind::name:
      return language->name == name ? empty() : nothing();
    case Kind::any:
      return empty();
    case Kind::either:
      return either(after(language->left, name), after(language->right, name));
    case Kind::star:
      return then(after(language->left, name), language);
    case Kind::then: {
      const Language through = then(after(language->left, name), language->right);
      return takes_empty(language->left) ? either(through, after(language->right, name)) : through;
    }
  }
  return nothing();
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

TEST_CASE("derivatives: names are those mentioned") {
  CHECK(names(parse("B .* (A | B)")) == std::set<std::string>{"A", "B"});
}
