// What earlier runs of confab wrote: the JSON result, the kill matrix.
#pragma once

#include <string>

#include "kills/seen_to_fail.hpp"
#include "result/result.hpp"

namespace confab::cli {

/// "-" is standard input. Throws UserError, naming the place, if the file is none that `confab check` wrote.
[[nodiscard]] reports::RunResult read_result(const std::string& path);

/// The matrix that `confab selftest --json` wrote; an empty path is none. Throws UserError, naming the place, if it is
/// something else or was made by another confab than `tool_version`.
[[nodiscard]] reports::SeenToFail read_kills(const std::string& path, const std::string& tool_version);

}  // namespace confab::cli
