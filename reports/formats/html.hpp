// A report to hand to somebody who may dispute it.
#pragma once

#include <string>

#include "result/result.hpp"

namespace confab::reports {

/// One HTML file without script and without any reference to another: the outcome, counts, a picture of each operation, and
/// every clause with what speaks against it: expectation, what came, the exchange (long ones without their middle) and the
/// command that repeats it. What differs is open, what passed folded.
[[nodiscard]] std::string render_html(const RunResult& run);

/// Text or the value of a quoted attribute: markup escaped, characters that HTML forbids or that steer a reader shown as
/// \x1b.
[[nodiscard]] std::string html_text(const std::string& bytes);

}  // namespace confab::reports
