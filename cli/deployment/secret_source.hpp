// Where a deployment file says that a value comes from which may be a secret.
#pragma once

#include <string>
#include <vector>

#include "source/user_error.hpp"

namespace confab::cli {

struct SecretSource {
  std::string given = {};                 // "env:VAR", "file:PATH", or for a header the value itself
  std::vector<std::string> command = {};  // not empty: a program with its arguments, found in PATH
  source::Place place = {};
  std::string line = {};  // of the file, for errors; holds no secret

  /// Whether the value stands somewhere else than in the deployment file.
  [[nodiscard]] bool is_reference() const;
  /// The value: of the environment, of a file, or the first line that the command prints (its standard error is dropped,
  /// for it may hold what it should not). Throws UserError with the place in the deployment file.
  [[nodiscard]] std::string fetch() const;
};

}  // namespace confab::cli
