// Programs that hand out secrets.
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace confab::cli {

/// Long enough for a person to unlock a key, and an end for a program that asks for what it cannot get.
inline constexpr std::chrono::seconds kCommandPatience{60};

/// Runs the program, without a shell and without input, and gives the first line of its standard output, without its end.
/// Throws UserError, which names the program and no argument, if it cannot be started, does not end in time (then it is
/// killed), fails, or prints no such line.
[[nodiscard]] std::string first_line(const std::vector<std::string>& command,
                                     std::chrono::milliseconds patience = kCommandPatience);

}  // namespace confab::cli
