// What can be said about a step without playing it.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "loader/scenario.hpp"

namespace confab::conformance {

/// What the step is about: an operation, "GET /path", a stream's name, "8 steps".
[[nodiscard]] std::string step_object(const scenarios::Step& step);

/// The exchange of a call, request, stream or poll; nullptr for other steps.
[[nodiscard]] const scenarios::Exchange* step_exchange(const scenarios::Step& step);

/// The steps inside a `parallel`, or between pages.
[[nodiscard]] std::span<const scenarios::Step> inner_steps(const scenarios::Step& step);

/// Operations that steps use, also inside others, in order of first use, without repetition.
[[nodiscard]] std::vector<std::string> operations_of(const std::vector<scenarios::Step>& steps);

/// The check ids that a step judges by itself, besides its expectations: reaching a frame, a replay, a comparison. Empty
/// for steps that only expect.
[[nodiscard]] std::string own_check(const scenarios::Step& step);

/// Each check id with a clause that this step would prove, inner steps included.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> would_prove(const scenarios::Step& step);

/// Whether a later step, from index `from` on, waits for the server to end that stream.
[[nodiscard]] bool awaits_end(const std::vector<scenarios::Step>& steps, std::size_t from, const std::string& stream);

}  // namespace confab::conformance
