// Finding what was created by a request of which no answer came.
#pragma once

#include <string>
#include <vector>

#include "model/creation.hpp"
#include "runner/ledger.hpp"
#include "runner/session.hpp"

namespace confab::conformance {

struct Unfound {
  LedgerEntry entry;
  std::string reason;
};

/// Entries of this vendor and base URL that are not done, in the order they were begun.
[[nodiscard]] std::vector<LedgerEntry> own_entries(const Session& session, const Ledger& ledger);

/// Looks each unanswered entry up in the list its contract names, as its persona. An item that shows the text that was sent,
/// or no text if none was, is this run's if the text holds the run's id; or else if it was created in the minute of the
/// request and there are no more such items than unanswered requests. What is found becomes `made`. `done` becomes what a
/// list does not show, what a persona sent that is not let in, and what the contract refuses and no list can tell. The
/// others are returned: they may or may not be there.
[[nodiscard]] std::vector<Unfound> seek_unanswered(Session& session, const spec::Creations& creations, Ledger& ledger);

/// Whether an item that shows `shown` may be what was sent: the same, or a long beginning of the same, for lists and ledgers
/// shorten.
[[nodiscard]] bool shows(const std::string& sent, const std::string& shown);

}  // namespace confab::conformance
