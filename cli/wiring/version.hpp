#pragma once

#include <string>

namespace confab::cli {

/// "0.1.0": the project's version, as CMake knows it.
[[nodiscard]] std::string version();

}  // namespace confab::cli
