#include "commands/list.hpp"

#include <algorithm>
#include <array>

#include "faults/deviations.hpp"
#include "model/check_ids.hpp"
#include "wiring/files.hpp"
#include "wiring/listing.hpp"

namespace confab::cli {
namespace {

using Rows = Listing::Rows;

void add_vendor(const Knowledge&, const spec::Vendor& vendor, Rows& rows) {
  rows.push_back({vendor.label(), vendor.title, vendor.base_url});
}

void add_operations(const Knowledge&, const spec::Vendor& vendor, Rows& rows) {
  for (const spec::Operation& operation : vendor.operations) {
    const std::string stream = vendor.stream(operation.id) ? "stream" : "";
    rows.push_back({vendor.label(), operation.id, operation.method, operation.path, stream});
  }
}

void add_clauses(const Knowledge&, const spec::Vendor& vendor, Rows& rows) {
  for (const spec::Clause& clause : vendor.clauses) {
    std::string proof;
    for (const std::string& id : clause.proved_by) proof += (proof.empty() ? "" : " ") + id;
    if (!clause.excluded.empty()) proof = "excluded: " + clause.excluded;
    rows.push_back({clause.id, clause.operation, std::string(spec::to_string(clause.level)),
                    std::string(spec::to_string(clause.provenance)), clause.text, proof, clause.source});
  }
}

void add_scenarios(const Knowledge& knowledge, const spec::Vendor& vendor, Rows& rows) {
  for (const scenarios::Scenario& scenario : knowledge.scenarios(vendor)) {
    std::string needs;
    for (const std::string& feature : scenario.needs) needs += (needs.empty() ? "" : " ") + feature;
    rows.push_back({scenario.id, scenario.title, needs});
  }
}

void add_checks(const Knowledge&, const spec::Vendor& vendor, Rows& rows) {
  for (const std::string& id : spec::check_ids(vendor)) {
    std::string text = "the frames of one lane keep its expression";
    for (const spec::CheckId& check : spec::built_in_checks()) {
      if (check.id == id) text = check.text;
    }
    rows.push_back({vendor.label(), id, text});
  }
  for (const spec::CheckId& check : spec::expectation_checks())
    rows.push_back({vendor.label(), std::string(check.id), std::string(check.text)});
}

void add_features(const Knowledge&, const spec::Vendor& vendor, Rows& rows) {
  constexpr std::array kDefaults = {"declared", "tried", "absent"};
  for (const spec::Feature& feature : vendor.features)
    rows.push_back({vendor.label(), feature.name, kDefaults.at(static_cast<std::size_t>(feature.by_default)), feature.text});
}

void add_personas(const Knowledge&, const spec::Vendor& vendor, Rows& rows) {
  for (const spec::Persona& persona : vendor.personas)
    rows.push_back({vendor.label(), persona.name, persona.credential, persona.text});
}

void add_variables(const Knowledge&, const spec::Vendor& vendor, Rows& rows) {
  for (const spec::Variable& variable : vendor.variables)
    rows.push_back({vendor.label(), variable.name, variable.by_default, variable.text});
}

void add_rows(std::span<const mock::DeviationRow> deviations, Rows& rows) {
  for (const mock::DeviationRow& row : deviations)
    rows.push_back({std::string(row.name), std::string(row.parameters), std::string(row.text)});
}

// The same for every vendor.
void add_deviations(const Knowledge&, const spec::Vendor&, Rows& rows) {
  if (!rows.empty()) return;
  for (const auto& deviations : {mock::request_deviations(), mock::head_deviations(), mock::body_deviations(),
                                 mock::frame_deviations(), mock::stream_deviations()})
    add_rows(deviations, rows);
}

void add_variations(const Knowledge&, const spec::Vendor&, Rows& rows) {
  if (rows.empty()) add_rows(mock::variations(), rows);
}

/// The one list of what can be listed.
struct Kind {
  std::string name;
  std::vector<std::string> columns;
  std::size_t shown;  // how many of them people see; --json has all
  void (*add)(const Knowledge&, const spec::Vendor&, Rows&);
};

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> kKinds = {
      {"vendors", {"vendor", "title", "base_url"}, 3, add_vendor},
      {"operations", {"vendor", "operation", "method", "path", "stream"}, 5, add_operations},
      {"clauses", {"clause", "operation", "level", "provenance", "text", "proof", "source"}, 5, add_clauses},
      {"scenarios", {"scenario", "title", "needs"}, 3, add_scenarios},
      {"checks", {"vendor", "check", "text"}, 3, add_checks},
      {"features", {"vendor", "feature", "default", "text"}, 4, add_features},
      {"personas", {"vendor", "persona", "credential", "text"}, 4, add_personas},
      {"variables", {"vendor", "variable", "default", "text"}, 4, add_variables},
      {"deviations", {"deviation", "parameters", "text"}, 3, add_deviations},
      {"variations", {"variation", "parameters", "text"}, 3, add_variations},
  };
  return kKinds;
}

}  // namespace

std::vector<std::string> listable() {
  std::vector<std::string> names;
  for (const Kind& kind : kinds()) names.push_back(kind.name);
  return names;
}

int run_list(const ListOptions& options) {
  require_word("list of", options.what, listable());
  const Kind& kind =
      *std::find_if(kinds().begin(), kinds().end(), [&](const Kind& one) { return one.name == options.what; });
  const Knowledge knowledge(options.folders);
  Listing listing{kind.columns, kind.shown, {}};
  for (const std::string& name : knowledge.expand(options.vendor, options.contract))
    kind.add(knowledge, knowledge.vendor(name), listing.rows);
  print(options.json ? render_json(listing) : render_text(listing));
  return 0;
}

}  // namespace confab::cli
