// The outcome of one built-in check on one exchange, stream or history.
#pragma once

#include <string>

namespace confab::conformance {

/// Of several breaches of one check the first is told, with the count of the others. `expected` and `actual` are for
/// people, and empty when the check holds.
struct Finding {
  std::string check;  // the id of docs/spec-data.md
  bool holds = true;
  std::string expected, actual;
};

}  // namespace confab::conformance
