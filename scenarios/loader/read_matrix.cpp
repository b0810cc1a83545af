#include "loader/read_matrix.hpp"

#include <utility>

#include "loader/read_steps.hpp"
#include "loader/scope.hpp"

namespace confab::scenarios {
namespace {

/// One operation on what is in one state.
struct Cell {
  std::string operation, before, after;
};

struct Matrix {
  Node root;
  Node fresh, states, operations;
};

const std::vector<std::string> kMatrixKeys{"table", "fresh", "states", "operations"};
const std::vector<std::string> kStateKeys{"reach", "shows"};
const std::vector<std::string> kOperationKeys{"proves", "needs", "steps"};

Node named(const Node& map, std::string_view kind, const Node& where, const std::string& name) {
  if (const auto found = map.member(name)) return *found;
  std::vector<std::string> known;
  for (const auto& [key, value] : map.members()) known.push_back(key);
  where.fail_unknown(kind, name, known);
}

std::vector<Cell> read_table(const Matrix& matrix, const Node& table) {
  std::vector<Cell> cells;
  for (const auto& [operation, row] : table.members()) {
    static_cast<void>(named(matrix.operations, "operation of the matrix", row, operation));
    for (const auto& [before, after] : row.members()) {
      static_cast<void>(named(matrix.states, "state", after, before));
      static_cast<void>(named(matrix.states, "state", after, after.some_text()).required("shows"));
      cells.push_back({operation, before, after.some_text()});
    }
  }
  if (cells.empty()) table.fail("the table is empty", "Write operation: { the state it finds: the state it leaves }.");
  return cells;
}

void append(std::vector<Step>& steps, std::vector<Step> more) {
  for (Step& step : more) steps.push_back(std::move(step));
}

/// The state that was left speaks for the operation that left it.
std::vector<Step> read_look(const Node& shows, const std::vector<std::string>& proves, Scope& scope) {
  std::vector<Step> steps = read_steps(shows, scope);
  for (Step& step : steps)
    if (step.proves.empty()) step.proves = proves;
  return steps;
}

Scenario read_cell(const Matrix& matrix, const Cell& cell, const Scenario& common, const spec::Vendor& vendor) {
  const Node operation = matrix.operations.required(cell.operation);
  const Node before = matrix.states.required(cell.before);
  operation.expect_keys(kOperationKeys);
  before.expect_keys(kStateKeys);
  Scope scope{vendor, {}, {}, {}};
  for (const auto& [name, text] : common.prompts) scope.prompts.insert(name);

  Scenario scenario = common;
  scenario.id = common.file + "/" + cell.operation + "_when_" + cell.before;
  scenario.title = common.title + ": " + cell.operation + ", " + cell.before + " before, " + cell.after + " after";
  scenario.place = operation.place();
  if (const auto needs = operation.member("needs")) {
    for (std::string& feature : read_features(*needs, vendor)) scenario.needs.push_back(std::move(feature));
  }
  scenario.steps = read_steps(matrix.fresh, scope);
  if (const auto reach = before.member("reach")) append(scenario.steps, read_steps(*reach, scope));
  append(scenario.steps, read_steps(operation.required("steps"), scope));
  const Node shows = matrix.states.required(cell.after).required("shows");
  append(scenario.steps, read_look(shows, read_clauses(operation.required("proves"), vendor), scope));
  if (const auto cleanup = matrix.root.member("cleanup")) scenario.cleanup = read_steps(*cleanup, scope);
  return scenario;
}

}  // namespace

std::vector<Scenario> read_matrix(const Node& root, const Scenario& common, const spec::Vendor& vendor) {
  const Node node = root.required("matrix");
  node.expect_keys(kMatrixKeys);
  const Matrix matrix{root, node.required("fresh"), node.required("states"), node.required("operations")};
  std::vector<Scenario> scenarios;
  for (const Cell& cell : read_table(matrix, node.required("table")))
    scenarios.push_back(read_cell(matrix, cell, common, vendor));
  return scenarios;
}

}  // namespace confab::scenarios
