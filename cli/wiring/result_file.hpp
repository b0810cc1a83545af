// The JSON result of an earlier run.
#pragma once

#include <string>

#include "result/result.hpp"

namespace confab::cli {

/// "-" is standard input. Throws UserError, naming the place, if the file is none that `confab check` wrote.
[[nodiscard]] reports::RunResult read_result(const std::string& path);

}  // namespace confab::cli
