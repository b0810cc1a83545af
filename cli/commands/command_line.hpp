// Words to options: the one place that knows CLI11, whose header is slow to compile.
#pragma once

#include <functional>

namespace confab::cli {

/// What the user wants, ready to be run; gives the exit status. Help and version are such a wish too. Throws UserError for a
/// wrong word, with the nearest valid one.
[[nodiscard]] std::function<int()> parse_command_line(int argc, const char* const* argv);

}  // namespace confab::cli
