// A body against the JSON schemas documented for it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/vendor.hpp"

namespace confab::conformance {

/// The schemas of a documented response for a body of that media type: the one of that very type, else those of its JSON
/// types. Empty: the body is not JSON by contract, or nothing is said about it.
[[nodiscard]] std::vector<std::string> body_schemas(const spec::Response& response, std::string_view media_type);

/// Nothing if `body` is JSON and matches one of `schemas`, else what is wrong with it, judged by the first of them.
[[nodiscard]] std::optional<std::string> why_not_matching(const spec::SchemaSet& set,
                                                          const std::vector<std::string>& schemas, std::string_view body);

/// The first few of a value's issues as one line; empty if there are none.
[[nodiscard]] std::string issues_text(const std::vector<spec::SchemaIssue>& issues);

}  // namespace confab::conformance
