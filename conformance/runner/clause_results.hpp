// From what was judged in all stories to one verdict a clause.
#pragma once

#include <vector>

#include "model/vendor.hpp"
#include "result/result.hpp"
#include "runner/story.hpp"

namespace confab::conformance {

/// One row for every clause, in the vendor's order: the worst of all judgements on it, and the stories that came to one. A
/// clause that no story judged is skipped or untestable where a story says why, and untested otherwise.
[[nodiscard]] std::vector<reports::ClauseResult> clause_results(const spec::Vendor& vendor,
                                                                const std::vector<PlayedStory>& stories);

}  // namespace confab::conformance
