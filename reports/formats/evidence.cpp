#include "formats/evidence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "formats/printable.hpp"

namespace confab::reports {
namespace {

auto key_of(const Finding& finding) {
  const std::string where = finding.clause ? "" : finding.scenario->id + (finding.step ? " " + finding.step->name : "");
  return std::tuple(finding.check.verdict, finding.check.check, finding.check.expected, where);
}

void add(std::vector<Evidence>& all, const Finding& finding) {
  const auto same = [&](const Evidence& one) { return key_of(one.first) == key_of(finding); };
  const auto found = std::find_if(all.begin(), all.end(), same);
  if (found == all.end()) {
    all.push_back({finding, 1, {}});
    return;
  }
  ++found->count;
  const std::string& id = finding.scenario->id;
  const bool named = found->first.scenario->id == id || std::count(found->others.begin(), found->others.end(), id) > 0;
  if (!named) found->others.push_back(id);
}

}  // namespace

std::map<const ClauseResult*, std::vector<Evidence>> evidence_by_clause(const RunResult& run) {
  std::map<const ClauseResult*, std::vector<Evidence>> all;
  for (const Finding& finding : findings(run)) {
    if (finding.check.verdict >= Verdict::info) add(all[finding.clause], finding);
  }
  for (auto& [clause, list] : all) {
    std::stable_sort(list.begin(), list.end(),
                     [](const Evidence& a, const Evidence& b) { return a.first.check.verdict > b.first.check.verdict; });
  }
  return all;
}

std::string seen_also(const Evidence& evidence) {
  if (evidence.count == 1) return {};
  const std::string names = first_of(evidence.others, kOthersNamed);
  return fmt::format("{} times{}{}", evidence.count, names.empty() ? "" : ", also in ", names);
}

}  // namespace confab::reports
