// "We are wrong": always on, in every build.
#pragma once

#include <stdexcept>
#include <string_view>

namespace confab::source {

/// Our own fault. Never caught to go on; `cli/` reports it and exits 3.
class InvariantViolated : public std::logic_error {
  using std::logic_error::logic_error;
};

/// Throws InvariantViolated with the caller's location unless `holds`. (std::source_location is missing in Debian 12's
/// clang, which builds the fuzz targets; both compilers know these built-ins.)
void invariant(bool holds, std::string_view what, const char* file = __builtin_FILE(), int line = __builtin_LINE());

}  // namespace confab::source
