#include "loader/load_scenarios.hpp"

#include <string>
#include <utility>

#include "loader/check_across.hpp"
#include "loader/read_matrix.hpp"
#include "loader/read_prompts.hpp"
#include "loader/read_script.hpp"
#include "loader/read_steps.hpp"

namespace confab::scenarios {
namespace {

const std::vector<std::string> kKeys{"title", "vendor", "needs", "prompts", "agent", "steps", "matrix", "cleanup"};
constexpr std::string_view kSuffix = ".yaml";

void check_vendor(const Node& scenario, const spec::Vendor& vendor) {
  const Node name = scenario.required("vendor");
  if (name.some_text() != vendor.name) {
    name.fail("this file belongs to the vendor " + in_quotes(vendor.name),
              "Write vendor: " + vendor.name + ", or move the file.");
  }
}

std::string id_of(std::string_view path) {
  return std::string(path.substr(0, path.size() - kSuffix.size()));
}

Scenario read_common(const Node& root, std::string id, const spec::Vendor& vendor) {
  root.expect_keys(kKeys);
  Scenario scenario;
  scenario.id = scenario.file = std::move(id);
  scenario.place = root.place();
  scenario.title = root.required("title").some_text();
  check_vendor(root, vendor);
  scenario.vendor = vendor.name;
  if (const auto needs = root.member("needs")) scenario.needs = read_features(*needs, vendor);
  scenario.prompts = read_prompts(root);
  scenario.agent = read_reactions(root, scenario.prompts);
  return scenario;
}

}  // namespace

std::vector<Scenario> load_stories(const source::Document& document, std::string id, const spec::Vendor& vendor) {
  const Node root(document);
  Scenario scenario = read_common(root, std::move(id), vendor);
  if (const auto matrix = root.member("matrix")) {
    if (const auto steps = root.member("steps"))
      steps->fail_key("a file has either steps or a matrix", "Remove one of them.");
    return read_matrix(root, scenario, vendor);
  }
  Scope scope{vendor, {}, {}, {}};
  for (const auto& [name, text] : scenario.prompts) scope.prompts.insert(name);
  static_cast<void>(root.required("steps").some_items());
  scenario.steps = read_steps(root.required("steps"), scope);
  if (const auto cleanup = root.member("cleanup")) scenario.cleanup = read_steps(*cleanup, scope);
  return {std::move(scenario)};
}

Scenario load_scenario(const source::Document& document, std::string id, const spec::Vendor& vendor) {
  auto stories = load_stories(document, std::move(id), vendor);
  if (stories.size() != 1) throw document.error("", "this file holds more than one scenario");
  return std::move(stories.front());
}

std::vector<Scenario> load_trusted_scenarios(const source::DocumentSet& documents, const spec::Vendor& vendor) {
  std::vector<Scenario> scenarios;
  for (const std::string& path : documents.paths(vendor.name + "/")) {
    for (Scenario& scenario : load_stories(documents.at(path), id_of(path), vendor))
      scenarios.push_back(std::move(scenario));
  }
  return scenarios;
}

std::vector<Scenario> load_scenarios(const source::DocumentSet& documents, const spec::Vendor& vendor) {
  auto scenarios = load_trusted_scenarios(documents, vendor);
  const DocumentOf document_of = [&](const Scenario& scenario) -> const source::Document& {
    return documents.at(scenario.file + std::string(kSuffix));
  };
  check_prompts_unique(scenarios, document_of);
  check_proofs(scenarios, vendor, document_of);
  return scenarios;
}

}  // namespace confab::scenarios
