// How a vendor's contract shapes what the engine keeps.
#pragma once

#include <functional>
#include <memory>

#include "engine/conversation.hpp"

namespace confab::mock {

/// All are called under the engine's mutex, so they must not call the engine. `accepts` and `frame` may change the
/// conversation's annex and its title, nothing else of it.
struct Dialect {
  /// Whether the contract lets this happen now; what it does not is left out of log and stream. The end of a run cannot be
  /// left out, and is not asked about.
  std::function<bool(Conversation&, const Happening&)> accepts;
  /// The bytes every reader gets, of one frame or several; nullptr: stored, never streamed. Called once for each entry, just
  /// before it joins the log, so that what the entry changes can stand in its own frame. `conversation.run` is the run it
  /// belongs to, also for the run's last entry.
  std::function<Bytes(Conversation&, const Entry&)> frame;
  /// Empty, or nullptr returned: no annex.
  std::function<std::unique_ptr<Annex>(Conversation&)> make_annex = {};
  /// The form of the ids of conversations, messages and tool calls; nullptr: UUIDs.
  IdSequence::Form id = nullptr;
};

}  // namespace confab::mock
