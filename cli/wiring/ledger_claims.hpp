// A ledger is a file that anybody may have edited: what it says is held against the contracts and the target.
#pragma once

#include <string>
#include <vector>

#include "model/creation.hpp"
#include "runner/ledger.hpp"
#include "wiring/knowledge.hpp"
#include "wiring/target.hpp"

namespace confab::cli {

/// One contract that a ledger is about, and where.
struct Claim {
  spec::Vendor vendor;
  spec::Creations creations;
  conformance::Deployment deployment;
  std::string run;
};

/// Throws UserError, before anything is sent, unless every open entry calls an operation of its contract that creates
/// something, on the target, and would be deleted by exactly the call that the contract has for it. Without a target the
/// ledger's own base URL counts, but only on this machine and without credentials of the user's: a file alone must not
/// decide where those go.
[[nodiscard]] std::vector<Claim> check_claims(const conformance::Ledger& ledger, const TargetOptions& target,
                                              const Knowledge& knowledge);

}  // namespace confab::cli
