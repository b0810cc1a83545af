// `steps` and `cleanup`.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "loader/scope.hpp"
#include "loader/step.hpp"

namespace confab::scenarios {

/// Reads the steps in order; `scope` learns what each of them saves and opens.
[[nodiscard]] std::vector<Step> read_steps(const Node& list, Scope& scope);

/// For each kind of step the keys it may have, its own included; for the schema's test.
[[nodiscard]] std::map<std::string, std::vector<std::string>> step_keys();

}  // namespace confab::scenarios
