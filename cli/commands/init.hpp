// confab init: files to start from.
#pragma once

#include <string>

#include "wiring/knowledge.hpp"

namespace confab::cli {

struct InitOptions {
  std::string what;              // "deployment"
  std::string vendor, contract;  // empty: the first one, its default
  std::string output;            // empty: standard output
  bool schema = false;           // the JSON Schema of such files instead of one
  Folders folders;
};

/// Always 0. A file that exists is never overwritten; that and unknown words throw UserError.
[[nodiscard]] int run_init(const InitOptions& options);

}  // namespace confab::cli
