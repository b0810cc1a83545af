// confab list: what there is.
#pragma once

#include <string>
#include <vector>

#include "wiring/knowledge.hpp"

namespace confab::cli {

struct ListOptions {
  std::string what;
  std::string vendor = "all";
  std::string contract;  // empty: the vendor's default one
  bool json = false;
  Folders folders;
};

/// "vendors", "operations", …: the words `what` may be.
[[nodiscard]] std::vector<std::string> listable();

[[nodiscard]] int run_list(const ListOptions& options);

}  // namespace confab::cli
