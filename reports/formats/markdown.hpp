// A summary for people who look at a CI job.
#pragma once

#include <string>

#include "result/result.hpp"

namespace confab::reports {

/// GitHub Flavored Markdown: the outcome, counts by operation, then what differed, the worst first, folded away but for what
/// failed. What a peer sent stands in code only. Below 1 MiB, which is what a GitHub job summary takes: of very many
/// differences the last are only counted.
[[nodiscard]] std::string render_markdown(const RunResult& run);

}  // namespace confab::reports
