// The part of the console report that names what went wrong.
#pragma once

#include <string>

#include "formats/format.hpp"

namespace confab::reports {

/// Errors, failures, stories that could not be judged and warnings, worst first; the same breach seen many times is told
/// once. With `verbose` also what only we assumed. Empty if there is nothing to tell.
[[nodiscard]] std::string console_findings(const RunResult& run, ConsoleStyle style);

}  // namespace confab::reports
