// The request of a step: operation or raw target, parameters, headers, body, and what is saved from the answer.
#pragma once

#include <vector>

#include "loader/scope.hpp"
#include "loader/step.hpp"

namespace confab::scenarios {

/// What a value can be saved from: an answer has headers, a stream has a text, a frame has neither but may stand for its
/// stream.
enum class SaveFrom { answer, stream, frame };

/// `step` is the whole step, `key` the one that holds the operation's id ("call", "stream", "poll").
[[nodiscard]] Exchange read_operation_exchange(const Node& step, std::string_view key, const Scope& scope,
                                               SaveFrom from = SaveFrom::answer);

/// `request: METHOD PATH`.
[[nodiscard]] Exchange read_raw_exchange(const Node& step, std::string_view key, const Scope& scope);

/// `save: { name: /pointer }`, `{ name: { at: /pointer, matching: REGEX } }`, `{ name: { header: Name } }` or
/// `{ name: { text: true } }`.
[[nodiscard]] std::vector<Save> read_saves(const Node& map, SaveFrom from);

}  // namespace confab::scenarios
