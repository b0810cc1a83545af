#include "runner/selection.hpp"

#include <algorithm>
#include <set>

#include "model/check_ids.hpp"
#include "runner/attribution.hpp"
#include "runner/step_shape.hpp"
#include "source/nearest_word.hpp"
#include "source/user_error.hpp"

namespace confab::conformance {
namespace {

using scenarios::Scenario;

bool any_matches(const std::vector<std::string>& globs, std::string_view word) {
  return std::any_of(globs.begin(), globs.end(), [&](const std::string& glob) { return glob_matches(glob, word); });
}

std::vector<std::string> names_of(const spec::Vendor& vendor, const std::vector<Scenario>& scenarios) {
  std::set<std::string> known;
  for (const Scenario& scenario : scenarios) {
    known.insert(scenario.id);
    if (!scenario.file.empty()) known.insert(scenario.file);
  }
  for (const spec::Clause& clause : vendor.clauses) known.insert(clause.id);
  for (const spec::Operation& operation : vendor.operations) known.insert(operation.id);
  return {known.begin(), known.end()};
}

bool matches_any(std::string_view glob, const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return glob_matches(glob, word); });
}

}  // namespace

bool names_something(std::string_view glob, const spec::Vendor& vendor, const std::vector<Scenario>& scenarios) {
  return matches_any(glob, names_of(vendor, scenarios));
}

Selection::Selection(const spec::Vendor& vendor, const std::vector<Scenario>& scenarios, std::vector<std::string> only,
                     std::vector<std::string> skip)
    : vendor_(vendor), only_(std::move(only)), skip_(std::move(skip)) {
  const std::vector<std::string> words = names_of(vendor, scenarios);
  for (const auto* globs : {&only_, &skip_}) {
    for (const std::string& glob : *globs) {
      if (!matches_any(glob, words)) {
        const auto near = source::nearest_word(glob, words);
        throw source::UserError(
            {}, "no scenario, clause or operation matches \"" + glob + "\"",
            near ? "Did you mean " + *near + "?"
                 : "confab list scenarios, confab list clauses and confab list operations show them all.");
      }
    }
  }
}

std::vector<std::string> Selection::words_of(const Scenario& scenario) const {
  std::vector<std::string> words = scenario.proves();
  const Attribution attribution(vendor_);
  for (const std::string& operation : operations_of(scenario.steps)) {
    words.push_back(operation);
    for (const auto& [check, clause] : attribution.claims_on(operation)) words.push_back(clause->id);
  }
  words.push_back(scenario.id);
  words.push_back(scenario.file);  // of a matrix: all its cells
  return words;
}

bool Selection::plays(const Scenario& scenario) const {
  const auto words = words_of(scenario);
  const bool chosen =
      only_.empty() || std::any_of(words.begin(), words.end(), [&](const auto& word) { return any_matches(only_, word); });
  if (!chosen || any_matches(skip_, scenario.id) || any_matches(skip_, scenario.file)) return false;
  const auto operations = operations_of(scenario.steps);
  if (std::any_of(operations.begin(), operations.end(),
                  [&](const auto& operation) { return any_matches(skip_, operation); }))
    return false;
  const auto proves = scenario.proves();
  const auto muted = [&](const std::string& clause) { return mutes(clause); };
  return proves.empty() || !std::all_of(proves.begin(), proves.end(), muted);
}

bool Selection::mutes(std::string_view clause) const {
  return any_matches(skip_, clause);
}

}  // namespace confab::conformance
