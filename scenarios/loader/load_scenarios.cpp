#include "loader/load_scenarios.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "loader/check_across.hpp"
#include "loader/read_matrix.hpp"
#include "loader/read_prompts.hpp"
#include "loader/read_script.hpp"
#include "loader/read_steps.hpp"
#include "source/nearest_word.hpp"

namespace confab::scenarios {
namespace {

const std::vector<std::string> kScenarioKeys{"title", "vendor", "contract", "needs",  "prompts",
                                             "agent", "steps",  "matrix",   "cleanup"};
constexpr std::string_view kSuffix = ".yaml";

void check_vendor(const Node& scenario, const spec::Vendor& vendor) {
  const Node name = scenario.required("vendor");
  if (name.some_text() != vendor.name) {
    name.fail("this file belongs to the vendor " + in_quotes(vendor.name),
              "Write vendor: " + vendor.name + ", or move the file.");
  }
  const auto contract = scenario.member("contract");
  if (contract && vendor.contract.empty())
    contract->fail_key("this file belongs to the vendor's default contract", "Remove the key, or move the file.");
  if (!vendor.contract.empty() && scenario.required("contract").some_text() != vendor.contract) {
    contract->fail("this file belongs to the contract " + in_quotes(vendor.contract),
                   "Write contract: " + vendor.contract + ", or move the file.");
  }
}

/// What lies in folders below belongs to further contracts of the vendor.
std::vector<std::string> paths_of(const source::DocumentSet& documents, const spec::Vendor& vendor) {
  const std::string folder = vendor.folder() + "/";
  std::vector<std::string> paths = documents.paths(folder);
  std::erase_if(paths, [&](const std::string& path) { return path.find('/', folder.size()) != std::string::npos; });
  return paths;
}

std::string id_of(std::string_view path) {
  return std::string(path.substr(0, path.size() - kSuffix.size()));
}

Scenario read_common(const Node& root, std::string id, const spec::Vendor& vendor) {
  root.expect_keys(kScenarioKeys);
  Scenario scenario;
  scenario.id = scenario.file = std::move(id);
  scenario.place = root.place();
  scenario.title = root.required("title").some_text();
  check_vendor(root, vendor);
  scenario.vendor = vendor.label();
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
  for (const std::string& path : paths_of(documents, vendor)) {
    for (Scenario& scenario : load_stories(documents.at(path), id_of(path), vendor))
      scenarios.push_back(std::move(scenario));
  }
  return scenarios;
}

void check_folders(const source::DocumentSet& documents, const std::vector<std::string>& labels) {
  for (const std::string& path : documents.paths("")) {
    std::string label = path.substr(0, path.rfind('/'));
    std::replace(label.begin(), label.end(), '/', '.');
    if (std::find(labels.begin(), labels.end(), label) != labels.end()) continue;
    throw source::UserError(documents.at(path).place(""), "lies in no folder of a vendor or of one of its contracts",
                            source::suggest(label, labels));
  }
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
