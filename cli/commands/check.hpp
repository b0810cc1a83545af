// confab check: the client's side.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "wiring/knowledge.hpp"
#include "wiring/target.hpp"

namespace confab::cli {

struct CheckOptions {
  std::string vendor;    // or "all"
  std::string contract;  // empty: the vendor's default one
  TargetOptions target;
  std::vector<std::string> reports;  // FORMAT=FILE
  std::vector<std::string> only, skip;
  std::vector<std::string> baselines;  // files
  std::string kills;                   // file: a kill matrix, to stand beside the verdicts; empty: none
  std::size_t jobs = 8;
  bool list = false, dry_run = false;
  std::string ledger;  // file; empty: one of its own where there is a target
  bool no_ledger = false;
  bool strict = false, verbose = false, no_color = false;
  Folders folders;
};

/// reports::exit_status of the run; 0 for --list and --dry-run; 130 or 143 if a signal ended it early.
[[nodiscard]] int run_check(const CheckOptions& options);

}  // namespace confab::cli
