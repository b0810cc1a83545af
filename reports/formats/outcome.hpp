// What is said about a run as a whole.
#pragma once

#include <string>

#include "result/result.hpp"

namespace confab::reports {

/// "conformant", "not conformant", or why nothing can be said; and what a baseline has to do with it.
[[nodiscard]] std::string outcome_text(const RunResult& run);

/// The colour of that sentence: pass, fail, or untestable where nothing can be said.
[[nodiscard]] Verdict outcome_colour(const RunResult& run);

/// What a baseline says of the clause, and where; empty if none lists it.
[[nodiscard]] std::string known_text(const ClauseResult& clause);

/// How the clause was seen to fail; empty without a kill matrix.
[[nodiscard]] std::string killed_text(const ClauseResult& clause);

/// How many of the clauses that are judged were seen to fail; empty without a kill matrix.
[[nodiscard]] std::string kill_counts_text(const RunResult& run);

/// A line of a baseline that has to go, and why.
[[nodiscard]] std::string stale_text(const StaleLine& line);

/// How often confab was told to slow down, and how long it waited; empty if never.
[[nodiscard]] std::string throttling_text(const RunResult& run);

/// Whose contracts: "reveng", "reveng, waldur"; with nothing to name: "nothing".
[[nodiscard]] std::string contract_names(const RunResult& run);

}  // namespace confab::reports
