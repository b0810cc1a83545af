// What a run created and is still there, deleted in reverse order.
#pragma once

#include <vector>

#include "model/creation.hpp"
#include "result/result.hpp"
#include "runner/ledger.hpp"
#include "runner/session.hpp"

namespace confab::conformance {

/// Deletes, newest first, what the ledger's open entries of this vendor and base URL name, each with its own persona, and
/// crosses it out; before that, looks up what no answer told the id of. What is left, and why. A deployment that does not
/// answer is not asked for ever. Touches nothing that the ledger does not prove to be this run's (docs/decisions.md).
[[nodiscard]] std::vector<reports::Leftover> take_away(Session& session, const spec::Creations& creations, Ledger& ledger);

}  // namespace confab::conformance
