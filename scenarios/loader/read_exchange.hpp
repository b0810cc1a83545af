// The request of a step: operation or raw target, parameters, headers, body, and what is saved from the answer.
#pragma once

#include <vector>

#include "loader/scope.hpp"
#include "loader/step.hpp"

namespace confab::scenarios {

/// `step` is the whole step, `key` the one that holds the operation's id ("call", "stream", "poll").
[[nodiscard]] Exchange read_operation_exchange(const Node& step, std::string_view key, const Scope& scope);

/// `request: METHOD PATH`.
[[nodiscard]] Exchange read_raw_exchange(const Node& step, std::string_view key, const Scope& scope);

/// `save: { name: /pointer }` or `{ name: { header: Name } }`. From a frame (no response at hand) only pointers.
[[nodiscard]] std::vector<Save> read_saves(const Node& map, bool from_response);

}  // namespace confab::scenarios
