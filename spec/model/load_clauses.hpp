// clauses.yaml: every promise of a vendor (docs/spec-data.md).
#pragma once

#include <vector>

#include "model/vendor.hpp"
#include "source/document.hpp"

namespace confab::spec {

/// Reads the rows; throws UserError for a row that is not well-formed.
[[nodiscard]] std::vector<Clause> read_clauses(const source::Document& document);

/// Whether the rows hold together and fit the vendor, whose operations and streams are known by now. Throws UserError.
void check_clauses(const source::Document& document, const Vendor& vendor);

}  // namespace confab::spec
