// Verdicts in words.
#pragma once

#include <string_view>

#include "result/result.hpp"

namespace confab::reports {

inline constexpr std::string_view kExcludedMeaning = "nothing proves it from outside, for the reason given; counted apart";

/// One clause of a sentence: "differs from what the vendor documents".
[[nodiscard]] std::string_view meaning_of(Verdict verdict);
/// How it is known, and what follows for a deployment that differs.
[[nodiscard]] std::string_view meaning_of(spec::Provenance provenance);

/// The verdict, or "excluded".
[[nodiscard]] std::string_view verdict_word(const ClauseResult& clause);

/// Something a reader has to act on: what failed (or warned, under strict), was left untestable or went wrong on our side.
[[nodiscard]] bool is_red(Verdict verdict, const RunResult& run);

}  // namespace confab::reports
