// `agent`: what the mock's agent does when it hears a prompt.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "loader/node.hpp"
#include "loader/script.hpp"

namespace confab::scenarios {

/// Every `on` names one of `prompts`, none twice.
[[nodiscard]] std::vector<Reaction> read_reactions(const Node& scenario,
                                                   const std::map<std::string, std::string, std::less<>>& prompts);

/// The keys beside the action's own ("say": chunks, pause); for the schema's test.
[[nodiscard]] std::map<std::string, std::vector<std::string>> action_keys();

}  // namespace confab::scenarios
