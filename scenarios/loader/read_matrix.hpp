// `matrix`: one scenario for each operation and each state that it may find.
#pragma once

#include <vector>

#include "loader/node.hpp"
#include "loader/scenario.hpp"
#include "model/vendor.hpp"

namespace confab::scenarios {

/// `common` is the scenario without its steps. A cell makes something fresh, brings it into the state, plays the operation,
/// and looks whether the state is the one that the table says the operation leaves. What the look shows proves the clauses
/// of the operation. Cells are called "<file>/<operation>_when_<state>" and come in the table's order.
[[nodiscard]] std::vector<Scenario> read_matrix(const Node& root, const Scenario& common, const spec::Vendor& vendor);

}  // namespace confab::scenarios
