// The JSON result (reports/result.schema.json).
#pragma once

#include "result/result.hpp"

namespace confab::reports {

[[nodiscard]] source::Json to_json(const RunResult& run);

/// Throws UserError if the document is not a result of a version this build reads.
[[nodiscard]] RunResult from_json(const source::Json& document, const std::string& file);

}  // namespace confab::reports
