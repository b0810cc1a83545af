#include "runner/attribution.hpp"

#include <algorithm>

#include "model/check_ids.hpp"
#include "source/invariant.hpp"

namespace confab::conformance {

using reports::Verdict;

Verdict breach_of(spec::Provenance provenance) {
  switch (provenance) {
    case spec::Provenance::seed:
    case spec::Provenance::sdk:
      return Verdict::fail;
    case spec::Provenance::source:
      return Verdict::warn;
    case spec::Provenance::assumed:
      return Verdict::info;
  }
  source::invariant(false, "an unknown provenance");
  return Verdict::error;
}

Attribution::Attribution(const spec::Vendor& vendor) : vendor_(vendor) {
  const auto checks = spec::check_ids(vendor);
  for (const spec::Clause& clause : vendor.clauses) {
    for (const std::string& proof : clause.proved_by) {
      if (std::find(checks.begin(), checks.end(), proof) != checks.end()) by_check_[proof].push_back(&clause);
    }
  }
}

std::vector<const spec::Clause*> Attribution::claims(std::string_view check, std::string_view operation) const {
  std::vector<const spec::Clause*> claimed;
  const auto found = by_check_.find(check);
  if (found == by_check_.end()) return claimed;
  for (const spec::Clause* clause : found->second) {
    if (clause->operation.empty() || clause->operation == operation) claimed.push_back(clause);
  }
  return claimed;
}

std::vector<std::pair<std::string, const spec::Clause*>> Attribution::claims_on(std::string_view operation) const {
  std::vector<std::pair<std::string, const spec::Clause*>> all;
  for (const auto& [check, clauses] : by_check_) {
    for (const spec::Clause* clause : claims(check, operation)) all.emplace_back(check, clause);
  }
  return all;
}

const spec::Clause& Attribution::clause(std::string_view id) const {
  const spec::Clause* found = vendor_.clause(id);
  source::invariant(found != nullptr, "the loader checks that clauses exist: " + std::string(id));
  return *found;
}

}  // namespace confab::conformance
