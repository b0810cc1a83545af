// What `check --list` and `check --dry-run` print.
#pragma once

#include <string>

#include "runner/run_suite.hpp"

namespace confab::cli {

/// A line a scenario: its id and title, and why it would be skipped.
[[nodiscard]] std::string list_text(const conformance::Plan& plan);

/// The same with every step and where it stands.
[[nodiscard]] std::string plan_text(const conformance::Plan& plan);

}  // namespace confab::cli
