// openapi.yaml: the operations (OpenAPI 3.1, the parts Confab uses; docs/spec-data.md).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/operation.hpp"
#include "model/schema_set.hpp"
#include "source/document.hpp"

namespace confab::spec {

/// The operations in the order they were written. Throws UserError for what cannot be read: a reference that leads nowhere,
/// a parameter without a name, an operation without operationId.
[[nodiscard]] std::vector<Operation> read_operations(const source::Document& document);

/// Follows `$ref`s from `pointer` to where something is written down. Throws UserError for one that leads nowhere, out of
/// the document or in a circle.
[[nodiscard]] std::string resolve_refs(const source::Document& document, std::string pointer);

/// Throws UserError for an unresolvable `$ref` anywhere, a duplicate operationId, path parameters that differ from the
/// template's, a schema that cannot be used.
void check_openapi(const source::Document& document, const std::vector<Operation>& operations, const SchemaSet& schemas);

}  // namespace confab::spec
