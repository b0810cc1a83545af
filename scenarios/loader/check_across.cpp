#include "loader/check_across.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

#include "loader/node.hpp"
#include "loader/scope.hpp"
#include "model/check_ids.hpp"
#include "source/nearest_word.hpp"

namespace confab::scenarios {
namespace {

bool contains(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// Keys under which anything may stand, also a member that is called "proves".
constexpr std::array<std::string_view, 11> kNoSteps{"prompts", "agent", "body", "raw_body", "path", "query",
                                                    "headers", "match", "text", "frames",   "table"};

// Calls `visit` for every clause id below a `proves` of the file, with its place.
void for_each_proof(const Node& value, const std::function<void(const Node&)>& visit) {
  if (value.json().is_array()) {
    for (const Node& item : value.items()) for_each_proof(item, visit);
  } else if (value.json().is_object()) {
    for (const auto& [key, member] : value.members()) {
      if (key == "proves" && member.json().is_array()) {
        for (const Node& clause : member.items()) visit(clause);
      } else if (std::find(kNoSteps.begin(), kNoSteps.end(), key) == kNoSteps.end()) {
        for_each_proof(member, visit);
      }
    }
  }
}

void check_listed(const Scenario& scenario, const Node& proof, const spec::Vendor& vendor) {
  const spec::Clause* clause = vendor.clause(proof.json().get<std::string>());
  if (clause == nullptr || contains(clause->proved_by, scenario.file)) return;
  const std::string where = clause->place.to_string();
  if (!clause->excluded.empty()) {
    proof.fail("the clause " + clause->id + " is excluded: " + clause->excluded,
               "Remove it here, or the exclusion at " + where + ".");
  }
  proof.fail("the clause " + clause->id + " does not list " + scenario.file, "Add it to proved_by at " + where + ".");
}

}  // namespace

void check_prompts_unique(std::span<const Scenario> scenarios, const DocumentOf& document_of) {
  std::map<std::string, std::string> owner_by_name, owner_by_text;
  for (const Scenario& scenario : scenarios) {
    const source::Document& document = document_of(scenario);
    for (const auto& [name, text] : scenario.prompts) {
      const std::string pointer = "/prompts/" + source::escape_token(name);
      const auto [named, new_name] = owner_by_name.emplace(name, scenario.file);
      if (!new_name && named->second == scenario.file) continue;  // the cells of a matrix share their prompts
      if (!new_name) {
        throw document.key_error(pointer, "the prompt " + in_quotes(name) + " stands in " + named->second + " as well",
                                 "Choose another name; they are unique over all scenarios of a vendor.");
      }
      const auto [worded, new_text] = owner_by_text.emplace(text, scenario.file);
      if (!new_text) {
        throw document.error(pointer, "the same prompt stands in " + worded->second + " as well",
                             "Choose another wording; the agent knows a prompt by its text.");
      }
    }
  }
}

void check_proofs(std::span<const Scenario> scenarios, const spec::Vendor& vendor, const DocumentOf& document_of) {
  std::vector<std::string> known = spec::check_ids(vendor);
  std::map<std::string, std::vector<std::string>> proves;
  for (const Scenario& scenario : scenarios) {
    const source::Document& document = document_of(scenario);
    for_each_proof(Node(document), [&](const Node& proof) { check_listed(scenario, proof, vendor); });
    known.push_back(scenario.file);
    auto& proved = proves[scenario.file];
    for (std::string& clause : scenario.proves()) proved.push_back(std::move(clause));
  }
  for (const spec::Clause& clause : vendor.clauses) {
    for (const std::string& proof : clause.proved_by) {
      if (!contains(known, proof)) {
        throw source::UserError(clause.place, clause.id + " is proved by " + in_quotes(proof) + ", which does not exist",
                                source::suggest(proof, known));
      }
      const auto scenario = proves.find(proof);
      if (scenario != proves.end() && !contains(scenario->second, clause.id)) {
        throw source::UserError(clause.place, "no step of " + proof + " proves " + clause.id,
                                "Name the clause in a step's proves, or remove the scenario from proved_by.");
      }
    }
  }
}

}  // namespace confab::scenarios
