#include "source/invariant.hpp"

#include <string>

namespace confab::source {

void invariant(bool holds, std::string_view what, const char* file, int line) {
  if (!holds) throw InvariantViolated(std::string(file) + ":" + std::to_string(line) + ": " + std::string(what));
}

}  // namespace confab::source
