// Where something stands in a file a user wrote.
#pragma once

#include <string>

namespace confab::source {

/// Line and column count from 1; 0 means unknown. `file` is the path as the user gave it.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;

  /// "file:line:column", leaving out what is unknown.
  [[nodiscard]] std::string to_string() const;
};

}  // namespace confab::source
