// Looks for a deviation under which one clause is seen to fail.
#pragma once

#include <map>
#include <vector>

#include "selftest/elsewhere.hpp"
#include "selftest/lead.hpp"
#include "selftest/selftest.hpp"

namespace confab::conformance {

/// What all hunts share; borrows everything.
struct Grounds {
  const spec::Vendor& vendor;
  const std::vector<scenarios::Scenario>& scenarios;  // as they were played, in the order of the run's
  const reports::RunResult& plain;
  const Elsewhere& elsewhere;
};

/// `mock` is reset before every try.
[[nodiscard]] reports::Kill hunt(const Grounds& grounds, const std::string& clause, const std::vector<Lead>& leads,
                                 DeviantMock& mock);

}  // namespace confab::conformance
