// confab lint: scenario files, checked like the build checks them.
#pragma once

#include <string>
#include <vector>

#include "wiring/knowledge.hpp"

namespace confab::cli {

struct LintOptions {
  std::vector<std::string> files;
  Folders folders;
};

/// 0 when all files are good; otherwise 2, after every file's error has been told.
[[nodiscard]] int run_lint(const LintOptions& options);

}  // namespace confab::cli
