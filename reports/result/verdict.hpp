// The outcome of a check, a step, a scenario, a clause (design.md, section 7).
#pragma once

#include <optional>
#include <string_view>

namespace confab::reports {

/// Ordered from best to worst, so that the worst of several is their maximum.
enum class Verdict {
  untested,  // nobody reached it
  skip,      // a feature that is not declared, or that was tried and did not show; the reason is given
  pass,
  info,        // differs from what only we assumed
  warn,        // differs from what was observed in the vendor's public code
  untestable,  // a prerequisite failed
  fail,        // differs from what the vendor documents
  error,       // our own fault, never counted against the deployment
};

[[nodiscard]] std::string_view to_string(Verdict verdict);
[[nodiscard]] std::optional<Verdict> parse_verdict(std::string_view word);

}  // namespace confab::reports
