#include "commands/lint.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <set>

#include "loader/load_scenarios.hpp"
#include "source/document.hpp"
#include "source/nearest_word.hpp"
#include "source/user_error.hpp"
#include "wiring/files.hpp"

namespace confab::cli {
namespace {

/// The label of the contract the file names.
std::string contract_of(const source::Document& document, const std::vector<std::string>& known) {
  const source::Json* vendor = source::find(document.value(), "/vendor");
  if (!vendor) throw document.error("", "a scenario names its vendor", "Add a line such as: vendor: " + known.front());
  if (!vendor->is_string()) throw document.error("/vendor", "a vendor is a word");
  const std::string name = vendor->get<std::string>();
  if (std::find(known.begin(), known.end(), name) == known.end())
    throw document.error("/vendor", fmt::format("there is no vendor \"{}\"", name), source::suggest(name, known));
  const source::Json* contract = source::find(document.value(), "/contract");
  if (!contract) return name;
  if (!contract->is_string()) throw document.error("/contract", "a contract is a word");
  std::string label = name + "." + contract->get<std::string>();
  if (std::find(known.begin(), known.end(), label) != known.end()) return label;
  throw document.error("/contract", fmt::format("{} has no contract \"{}\"", name, contract->get<std::string>()),
                       source::suggest(label, known));
}

void lint(const std::string& file, const Knowledge& knowledge) {
  const source::Document document = source::Document::load_yaml(file);
  const spec::Vendor vendor = knowledge.vendor(contract_of(document, knowledge.labels()));
  const std::string id = vendor.folder() + "/" + std::filesystem::path(file).stem().string();
  std::size_t steps = 0;
  std::set<std::string> clauses;
  for (const scenarios::Scenario& story : scenarios::load_stories(document, id, vendor)) {
    steps += story.steps.size();
    for (const std::string& clause : story.proves()) clauses.insert(clause);
  }
  print(fmt::format("{}: good, {} steps, proves {} clauses\n", file, steps, clauses.size()));
}

}  // namespace

int run_lint(const LintOptions& options) {
  const Knowledge knowledge(options.folders);
  int status = 0;
  for (const std::string& file : options.files) {
    try {
      lint(file, knowledge);
    } catch (const source::UserError& error) {  // one bad file must not hide the next one's errors
      print(error.render() + "\n", stderr);
      status = 2;
    }
  }
  return status;
}

}  // namespace confab::cli
