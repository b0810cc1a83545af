// A copy of a story whose client asks the mock to deviate on some of its exchanges.
#pragma once

#include <cstddef>
#include <string_view>

#include "loader/scenario.hpp"

namespace confab::conformance {

/// What the header `Confab-Deviate` of a request says (mock/faults/deviations.hpp); the runner knows no more of it.
inline constexpr std::string_view kDeviateHeader = "Confab-Deviate";

/// The story with the header on every exchange of its `step`th step, inner ones included.
[[nodiscard]] scenarios::Scenario deviant_story(const scenarios::Scenario& scenario, std::size_t step,
                                                std::string_view deviation);

/// Whether the step makes an exchange of its own, inner steps included: others ask by what an earlier one said.
[[nodiscard]] bool asks(const scenarios::Step& step);

/// The story with shorter waits: what does not come from a mock on this machine within `most` will not come at all.
[[nodiscard]] scenarios::Scenario impatient_story(scenarios::Scenario scenario, scenarios::Duration most);

/// A value in a deviation's text: what would end it is percent-encoded.
[[nodiscard]] std::string deviation_value(std::string_view value);

}  // namespace confab::conformance
