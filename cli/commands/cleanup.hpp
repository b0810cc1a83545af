// confab cleanup: finishes what a run that was ended could not.
#pragma once

#include <string>

#include "wiring/knowledge.hpp"
#include "wiring/target.hpp"

namespace confab::cli {

struct CleanupOptions {
  std::string ledger;
  TargetOptions target;
  Folders folders;
};

/// 0 nothing is left that could be deleted, 1 something is, 3 the deployment could not be reached. Throws UserError for a
/// ledger that no run has left so, or that is about another deployment than the target.
[[nodiscard]] int run_cleanup(const CleanupOptions& options);

}  // namespace confab::cli
