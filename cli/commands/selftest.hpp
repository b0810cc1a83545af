// confab selftest: the suite proves itself.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "wiring/knowledge.hpp"

namespace confab::cli {

struct SelftestOptions {
  std::string vendor = "all";
  std::string contract;           // empty: the vendor's default one
  std::vector<std::string> only;  // globs over clause ids
  std::size_t jobs = 6;           // for each contract
  std::string json;               // file; empty: none
  bool verbose = false;
  Folders folders;
};

/// 0 if every clause of every vendor was killed and nothing was blamed without cause, else 1.
[[nodiscard]] int run_selftest(const SelftestOptions& options);

}  // namespace confab::cli
