// stream.yaml: what each streaming operation promises (docs/spec-data.md).
#pragma once

#include <map>
#include <string>

#include "model/stream_spec.hpp"
#include "model/vendor.hpp"
#include "source/document.hpp"

namespace confab::spec {

/// Reads the rows; throws UserError for a row that is not well-formed or an expression that does not parse.
[[nodiscard]] std::map<std::string, StreamSpec, std::less<>> read_streams(const source::Document& document);

/// Whether the rows hold together and fit the vendor's operations and schemas. Throws UserError.
void check_streams(const source::Document& document, const Vendor& vendor);

}  // namespace confab::spec
