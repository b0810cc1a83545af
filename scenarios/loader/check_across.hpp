// What no single scenario file can show to be right.
#pragma once

#include <functional>
#include <span>

#include "loader/scenario.hpp"
#include "model/vendor.hpp"
#include "source/document.hpp"

namespace confab::scenarios {

using DocumentOf = std::function<const source::Document&(const Scenario&)>;

/// No prompt's name and no prompt's text stands in two scenarios: the mock's agent knows prompts by their text, and a
/// deployment replaces their wording by name. Throws UserError.
void check_prompts_unique(std::span<const Scenario> scenarios, const DocumentOf& document_of);

/// Every `proved_by` is a check id or a scenario that names the clause, and every clause that a scenario names lists
/// that scenario. Throws UserError.
void check_proofs(std::span<const Scenario> scenarios, const spec::Vendor& vendor, const DocumentOf& document_of);

}  // namespace confab::scenarios
