// From the schemas of an OpenAPI 3.1 document to what valijson reads: draft 7 with our rules (value_rules.hpp).
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "source/json_text.hpp"

namespace confab::spec {

/// A schema document of its own for the schema at `pointer`, with everything it refers to; or why that schema cannot
/// be used: nothing stands there, a reference leads nowhere or round in a circle, an unknown or unsupported keyword.
[[nodiscard]] tl::expected<source::Json, std::string> translate_schema(const source::Json& openapi,
                                                                       std::string_view pointer);

}  // namespace confab::spec
