// Matchers of docs/scenarios.md: does a value from the peer look as the story expects?
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "source/json_text.hpp"

namespace confab::conformance {

/// `pointer` points into the judged value; empty is the whole value.
struct Mismatch {
  std::string pointer;
  std::string expected, actual;
};

/// How the values of a matcher are compared. Operators are those of docs/scenarios.md; an object is an operator if it has
/// members and all their names start with "$". `actual` nullptr: there is no such member. At most a handful of mismatches is
/// told. Throws UserError for an operator nobody knows and an operand that makes no sense (the loader refuses both).
[[nodiscard]] std::vector<Mismatch> match(const source::Json& matcher, const source::Json* actual);

/// What the first group of the regular expression matches in the text (all of the match if it has no group); nothing if it
/// matches nowhere. Throws UserError for an expression that is none.
[[nodiscard]] std::optional<std::string> first_group(const std::string& regex, const std::string& text);

/// A copy of `matcher` with `fill` applied to every text that stands for a value. A structured value that replaces a text
/// where a matcher stands is then compared exactly: what the peer sent earlier is never read as an operator.
[[nodiscard]] source::Json fill_matcher(const source::Json& matcher,
                                        const std::function<source::Json(const source::Json& text)>& fill);

/// "/title: expected "a", came "b"; …": all mismatches in one line each side.
[[nodiscard]] std::string expected_text(const std::vector<Mismatch>& mismatches);
[[nodiscard]] std::string actual_text(const std::vector<Mismatch>& mismatches);

}  // namespace confab::conformance
