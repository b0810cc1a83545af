// One line for a README or a dashboard.
#pragma once

#include <string>

#include "result/result.hpp"

namespace confab::reports {

/// SVG 1.1: "confab reveng | conformant 1229/1229", the clauses that passed and all that are not excluded, on the colour of
/// the outcome. Refers to nothing outside itself; the same words stand in its <title>.
[[nodiscard]] std::string render_badge(const RunResult& run);

}  // namespace confab::reports
