#include "formats/verdict_words.hpp"

#include "formats/finding.hpp"
#include "result/json_result.hpp"

namespace confab::reports {

std::string_view meaning_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return "holds in everything that was tried";
    case Verdict::info:
      return "differs from what only Confab assumed";
    case Verdict::warn:
      return "differs from what was seen in the vendor's public code";
    case Verdict::fail:
      return "differs from what the vendor documents";
    case Verdict::untestable:
      return "could not be tried, because something before it failed";
    case Verdict::skip:
      return "needs what the deployment does not declare, or what did not show";
    case Verdict::untested:
      return "nobody reached it";
    case Verdict::error:
      return "Confab itself failed; says nothing about the deployment";
  }
  return {};
}

std::string_view meaning_of(spec::Provenance provenance) {
  switch (provenance) {
    case spec::Provenance::seed:
      return "seed: documented by the vendor; a difference fails";
    case spec::Provenance::sdk:
      return "sdk: documented by the vendor's client library; a difference fails";
    case spec::Provenance::source:
      return "source: seen in the vendor's public code; a difference warns";
    case spec::Provenance::assumed:
      return "assumed: Confab's own choice; a difference only informs";
  }
  return {};
}

std::string_view verdict_word(const ClauseResult& clause) {
  return clause.excluded ? kExcluded : to_string(clause.verdict);
}

bool is_red(Verdict verdict, const RunResult& run) {
  return counts_as_failure(verdict, run) || verdict == Verdict::untestable || verdict == Verdict::error;
}

}  // namespace confab::reports
