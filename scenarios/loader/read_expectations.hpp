// `expect`: one mapping or a list of them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "loader/scope.hpp"
#include "loader/step.hpp"

namespace confab::scenarios {

/// What kind of step the expectation belongs to decides what it can speak of: an `await` only of the stream it waits for.
enum class Expecting { exchange, stream, awaited, parallel };

/// `operation` names the stream whose frames may be expected; empty for anything but a stream. No expectation if the
/// step has no `expect`.
[[nodiscard]] std::vector<Expectation> read_expectations(const Node& step, Expecting expecting, std::string_view operation,
                                                         const Scope& scope);

/// `too_late` of an only_while: an expectation of an exchange that says a status at least.
[[nodiscard]] Expectation read_too_late(const Node& value, const Scope& scope);

/// The keys of an expectation of that kind.
[[nodiscard]] std::span<const std::string> expectation_keys(Expecting expecting);

}  // namespace confab::scenarios
