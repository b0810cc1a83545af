// What a run could not take away, for people.
#pragma once

#include <string>
#include <vector>

#include "result/result.hpp"

namespace confab::reports {

/// One for each operation and reason, with the first ids: "2 of reveng.create_conversation as default: … (ID, ID)".
[[nodiscard]] std::vector<std::string> left_behind_lines(const std::vector<Leftover>& left);

/// The same as lines that say so: "left behind  …"; empty if nothing is left.
[[nodiscard]] std::string left_behind_text(const std::vector<Leftover>& left);

}  // namespace confab::reports
