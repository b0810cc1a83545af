// One conversation's state.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "engine/entry.hpp"
#include "engine/growing_document.hpp"
#include "engine/player.hpp"

namespace confab::mock {

class Subscription;

/// Who a conversation belongs to: the position of a persona among its vendor's.
using Owner = int;

/// A run that has not ended.
struct Run {
  int number = 0;
  Player player;
  bool asking = false;      // the user's verdict is awaited
  std::uint64_t pause = 0;  // grows with each pause; a timer of an earlier one finds itself outdated
};

/// What a list shows; a copy, so that it can be rendered without the lock.
struct ConversationSummary {
  std::string id, title;
  Owner owner = 0;
  std::shared_ptr<const source::Json> context;
  Time created{}, updated{};
};

/// Everything but `id`, `owner`, `context` and `created` is guarded by the mutex of the engine that made it.
struct Conversation {
  std::string id;
  Owner owner = 0;
  std::shared_ptr<const source::Json> context;  // opaque, as given; nullptr: none was
  Time created{};

  std::string title;
  bool titled = false;  // a title was given at creation or set since
  Time updated{};
  std::uint64_t rank = 0;  // grows with each change, over all conversations of the engine
  std::vector<Entry> log;
  int runs = 0;  // begun so far
  std::optional<Run> run;
  std::size_t last_run_begin = 0;           // index of the last run's run_started
  bool last_run_delivered = false;          // some reader was handed its terminal frame
  bool dropped = false;                     // by a reset: readers are done
  std::unordered_set<Subscription*> quiet;  // readers that have everything and want to be woken
  GrowingDocument document;
  IdSequence ids{0};

  [[nodiscard]] ConversationSummary summary() const { return {id, title, owner, context, created, updated}; }
};

}  // namespace confab::mock
