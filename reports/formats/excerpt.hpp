// A recorded exchange, short enough to read.
#pragma once

#include <string>

#include "result/result.hpp"

namespace confab::reports {

/// Lines that start with "> " for the request and "< " for the response, after one with its number and duration.
/// Long bodies keep their beginning and their end. Safe to print to a terminal; ends with a line break.
[[nodiscard]] std::string excerpt(const Exchange& exchange);

}  // namespace confab::reports
