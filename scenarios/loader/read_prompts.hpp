// `prompts`, and texts that may be repeated.
#pragma once

#include <map>
#include <string>

#include "loader/node.hpp"

namespace confab::scenarios {

/// TEXT, or { repeat: TEXT, times: N }; bounded by what a message may reasonably be.
struct Repeated {
  std::string text;
  int times = 1;
};
[[nodiscard]] Repeated read_repeated(const Node& value);

/// The texts by name, no two the same: the agent knows a prompt by its text.
[[nodiscard]] std::map<std::string, std::string, std::less<>> read_prompts(const Node& scenario);

}  // namespace confab::scenarios
