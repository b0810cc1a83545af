// The JSON result as a file.
#pragma once

#include <string>

#include "result/result.hpp"

namespace confab::reports {

/// Indented by two; bytes that are not UTF-8 become U+FFFD. Ends with a line break.
[[nodiscard]] std::string render_json_report(const RunResult& run);

}  // namespace confab::reports
