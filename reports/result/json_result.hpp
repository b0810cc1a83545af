// The JSON result (reports/result.schema.json).
#pragma once

#include <string_view>

#include "result/result.hpp"

namespace confab::reports {

/// Members `format` and `format_version` of every result. The version grows when an older reader would misread a newer
/// result.
inline constexpr std::string_view kResultFormat = "confab-result";
inline constexpr int kResultVersion = 1;
/// In place of a verdict: nothing proves this clause, for the reason given.
inline constexpr std::string_view kExcluded = "excluded";

/// What follows from the verdicts (`conformant`, `summary`, `exit_status`, each scenario's `repeat`) is written for readers
/// and worked out anew when read back.
[[nodiscard]] source::Json to_json(const RunResult& run);

/// Throws UserError if the document is not a result of a version this build reads. Members nobody knows are ignored, so that
/// a later build may add some. `file` is what errors call it.
[[nodiscard]] RunResult from_json(const source::Json& document, const std::string& file);

}  // namespace confab::reports
