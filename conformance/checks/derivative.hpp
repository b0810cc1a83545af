// For the tests: regular expressions over frame names by Brzozowski's derivatives (J. ACM 11, 1964). Reads the text of an
// expression anew and shares nothing with spec/automaton, so that a mistake there cannot agree with itself.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace confab::conformance::derivative {

struct Term;
using Language = std::shared_ptr<const Term>;

enum class Kind { nothing, empty, name, any, then, either, star };

struct Term {
  Kind kind;
  std::string name;  // of Kind::name
  Language left, right;
};

/// The notation of docs/spec-data.md. Throws std::invalid_argument.
[[nodiscard]] Language parse(std::string_view text);
[[nodiscard]] Language nothing();  // no word at all
[[nodiscard]] Language empty();    // the empty word only
[[nodiscard]] Language then(const Language& a, const Language& b);
[[nodiscard]] Language either(const Language& a, const Language& b);
[[nodiscard]] Language star(const Language& a);
/// L L*
[[nodiscard]] Language repeated(const Language& language);

/// What may follow `name`; a language of Kind::nothing: it cannot come.
[[nodiscard]] Language after(const Language& language, const std::string& name);
[[nodiscard]] bool takes_empty(const Language& language);
/// Length of the shortest word; none if there is no word at all.
[[nodiscard]] std::optional<std::size_t> shortest(const Language& language);
/// Whether both hold the same words over these names.
[[nodiscard]] bool equal(const Language& a, const Language& b, const std::set<std::string>& alphabet);
/// Whether every beginning of a word, but for the empty one, is a word.
[[nodiscard]] bool may_stop_anywhere(const Language& language, const std::set<std::string>& alphabet);
/// Every name mentioned; "." is none.
[[nodiscard]] std::set<std::string> names(const Language& language);

}  // namespace confab::conformance::derivative
