// Whether the parts of a form are what the schema of its operation asks for.
#pragma once

#include <string_view>
#include <vector>

#include "model/schema_set.hpp"
#include "routing/part.hpp"

namespace confab::mock {

/// The issues of the form seen as an object: a field is its text, or the number or boolean that spells where the schema
/// wants one; a field sent more than once is a list, and so is a single one where the schema wants a list. The bytes of
/// files are not judged.
[[nodiscard]] std::vector<spec::SchemaIssue> check_form(const std::vector<Part>& parts, std::string_view schema,
                                                        const spec::SchemaSet& schemas);

}  // namespace confab::mock
