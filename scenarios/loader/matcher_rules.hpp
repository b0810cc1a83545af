// What a matcher in a scenario may look like (docs/scenarios.md, "Matchers"). Whether something matches is judged by
// `conformance/`; here stands only the language.
#pragma once

#include <span>
#include <string>

#include "loader/scope.hpp"

namespace confab::scenarios {

/// Checks operators, their arguments and every $reference, however deep; throws UserError.
void check_matcher(const Node& matcher, const Scope& scope);

/// "$type", "$each", …: every operator there is, sorted.
[[nodiscard]] std::span<const std::string> matcher_operators();

/// A regular expression without references, in ECMAScript's syntax; throws UserError for anything else.
[[nodiscard]] std::string read_regex(const Node& value);

}  // namespace confab::scenarios
