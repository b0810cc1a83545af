// From scenarios/<vendor>/*.yaml, and scenarios/<vendor>/<contract>/*.yaml, to Scenarios.
#pragma once

#include <string_view>
#include <vector>

#include "loader/scenario.hpp"
#include "model/vendor.hpp"
#include "source/document_set.hpp"

namespace confab::scenarios {

/// One file: one story, or the cells of a matrix. Anything unknown or mistyped throws UserError with place and the nearest
/// valid word: keys, step kinds, operations, parameters, clauses, features, personas, streams used before they are opened,
/// prompts, operators, durations.
[[nodiscard]] std::vector<Scenario> load_stories(const source::Document& document, std::string id,
                                                 const spec::Vendor& vendor);
/// The same for a file that is known to hold one story, no matrix.
[[nodiscard]] Scenario load_scenario(const source::Document& document, std::string id, const spec::Vendor& vendor);

/// All of a vendor's contract, sorted by id. Beyond each file: prompts are unique, every clause's `proved_by` names a check
/// id or a scenario that names the clause in turn, and the other way round.
[[nodiscard]] std::vector<Scenario> load_scenarios(const source::DocumentSet& documents, const spec::Vendor& vendor);

/// Throws UserError for a file that lies in the folder of none of these contracts (spec::contract_labels).
void check_folders(const source::DocumentSet& documents, const std::vector<std::string>& labels);

/// The same as load_scenarios without the checks between files, for embedded documents that the build has checked.
[[nodiscard]] std::vector<Scenario> load_trusted_scenarios(const source::DocumentSet& documents, const spec::Vendor& vendor);

}  // namespace confab::scenarios
