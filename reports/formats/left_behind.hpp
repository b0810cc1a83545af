// What a run could not take away, for people.
#pragma once

#include <string>
#include <vector>

#include "result/result.hpp"

namespace confab::reports {

/// One line for each operation and reason, with the first ids; empty if nothing is left.
[[nodiscard]] std::string left_behind_text(const std::vector<Leftover>& left);

}  // namespace confab::reports
