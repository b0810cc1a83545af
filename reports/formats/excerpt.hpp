// A recorded exchange, short enough to read.
#pragma once

#include <cstddef>
#include <string>

#include "result/result.hpp"

namespace confab::reports {

/// How much of it, in lines of each body, characters of a line, and headers.
struct ExcerptLimits {
  std::size_t first_lines = 8;  // a finding should fit a screen: what a stream began with
  std::size_t last_lines = 12;  // and how it ended tells most about it
  std::size_t line_length = 200;
  std::size_t headers = 12;
};

/// Lines that start with "> " for the request and "< " for the response, after one with its number and duration.
/// Long bodies keep their beginning and their end. Safe to print to a terminal; ends with a line break.
[[nodiscard]] std::string excerpt(const Exchange& exchange, ExcerptLimits limits = {});

}  // namespace confab::reports
