// Several vendors, one report.
#pragma once

#include "result/result.hpp"

namespace confab::cli {

/// Appends `more` to `all`, with new numbers for its exchanges. The first result gives the run's id and start;
/// the longest one the duration, for they were played side by side.
void merge_result(reports::RunResult& all, reports::RunResult more);

}  // namespace confab::cli
