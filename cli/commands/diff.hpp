// confab diff: what changed from one run to another.
#pragma once

#include <string>

namespace confab::cli {

struct DiffOptions {
  std::string before, after;  // files; one of them may be "-"
  bool json = false;
};

/// 1 if a clause is worse than it was.
[[nodiscard]] int run_diff(const DiffOptions& options);

}  // namespace confab::cli
