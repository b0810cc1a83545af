// "We are wrong": always on, in every build.
#pragma once

#include <source_location>
#include <stdexcept>
#include <string_view>

namespace confab::source {

/// Our own fault. Never caught to go on; `cli/` reports it and exits 3.
class InvariantViolated : public std::logic_error {
  using std::logic_error::logic_error;
};

/// Throws InvariantViolated with the caller's location unless `holds`.
void invariant(bool holds, std::string_view what, std::source_location where = std::source_location::current());

}  // namespace confab::source
