// What a person wants to know of valijson's list of errors.
#pragma once

#include <valijson/validation_results.hpp>
#include <vector>

#include "model/schema_set.hpp"

namespace confab::spec {

/// The errors at the places where something is wrong, without those that only say that a part was wrong; of an anyOf or
/// oneOf those of the alternative that fits best. Empty if there are none.
[[nodiscard]] std::vector<SchemaIssue> select_issues(const valijson::ValidationResults& results);

}  // namespace confab::spec
