// Which clauses a judgement speaks for, and how hard a breach bites.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/vendor.hpp"
#include "result/verdict.hpp"

namespace confab::conformance {

/// Documented: fail. Observed in the vendor's public code: warn. Our own choice: info.
[[nodiscard]] reports::Verdict breach_of(spec::Provenance provenance);

/// Made once a run; borrows the vendor. Immutable.
class Attribution {
 public:
  explicit Attribution(const spec::Vendor& vendor);

  /// The clauses that name this built-in check for that operation: their own, and those of the whole vendor.
  [[nodiscard]] std::vector<const spec::Clause*> claims(std::string_view check, std::string_view operation) const;
  /// Every clause that a built-in check may prove on that operation, with the check, in the order of the clauses.
  [[nodiscard]] std::vector<std::pair<std::string, const spec::Clause*>> claims_on(std::string_view operation) const;
  /// Throws InvariantViolated if there is no such clause; the loader checks that.
  [[nodiscard]] const spec::Clause& clause(std::string_view id) const;

 private:
  const spec::Vendor& vendor_;
  std::map<std::string, std::vector<const spec::Clause*>, std::less<>> by_check_;
};

}  // namespace confab::conformance
