// Where a clause was judged in the plain run: the places at which a deviation can make it fail.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "loader/scenario.hpp"
#include "model/vendor.hpp"
#include "result/result.hpp"

namespace confab::conformance {

/// Borrows from the run.
struct Lead {
  std::size_t scenario = 0;  // index into the run's
  std::size_t asserted = 0;  // index of the step with the judgement
  std::size_t asked = 0;     // index of the step that made the exchange
  std::string check;
  const reports::Exchange* exchange = nullptr;
  std::size_t company = 0;  // other clauses with judgements of their own on that exchange
};

/// For every clause the judgements that passed, at most `most` of each check: short stories in which little else is judged
/// on the exchange first, and of streams those that show frames which the ones before do not. The run's scenarios are those
/// of `scenarios`, in their order.
[[nodiscard]] std::map<std::string, std::vector<Lead>> leads_of(const spec::Vendor& vendor,
                                                                const std::vector<scenarios::Scenario>& scenarios,
                                                                const reports::RunResult& run, std::size_t most);

}  // namespace confab::conformance
