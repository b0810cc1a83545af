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
#include "engine/turn.hpp"

namespace confab::mock {

class Subscription;

/// Who a conversation belongs to: the position of a persona among its vendor's.
using Owner = int;

/// As the owner in a question: whoever it belongs to.
inline constexpr Owner kEverybody = -1;

/// What a vendor keeps with each conversation beside the log: messages in its own form, an archive state, files.
class Annex {
 public:
  virtual ~Annex() = default;
};

/// A run that has not ended.
struct Run {
  int number = 0;
  Turn turn;  // that it answers
  Player player;
  bool asking = false;      // the user's verdict is awaited
  bool unwanted = false;    // cancelled while it waited
  std::uint64_t pause = 0;  // grows with each pause; a timer of an earlier one finds itself outdated
};

/// What a list shows; a copy, so that it can be rendered without the lock.
struct ConversationSummary {
  std::string id, title;
  Owner owner = 0;
  std::shared_ptr<const source::Json> context;
  Time created{}, updated{};
};

/// Everything but `id`, `number`, `owner`, `context` and `created` is guarded by the mutex of the engine that made it.
struct Conversation {
  std::string id;
  std::uint64_t number = 0;  // from 1, in order of creation, over all conversations of the engine
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
  std::vector<Run> waiting;                 // queued turns, the next one first; empty while there is no run
  std::size_t last_run_begin = 0;           // index of the last run's run_started
  bool last_run_delivered = false;          // some reader was handed its end
  bool dropped = false;                     // erased: readers are done
  std::unordered_set<Subscription*> quiet;  // readers that have everything and want to be woken
  GrowingDocument document;
  IdSequence ids{0};
  std::unique_ptr<Annex> annex;

  [[nodiscard]] ConversationSummary summary() const { return {id, title, owner, context, created, updated}; }

  /// The annex, for the vendor that made it of this type.
  template <typename Own>
  [[nodiscard]] Own& annex_as() {
    return static_cast<Own&>(*annex);
  }
  template <typename Own>
  [[nodiscard]] const Own& annex_as() const {
    return static_cast<const Own&>(*annex);
  }
};

}  // namespace confab::mock
