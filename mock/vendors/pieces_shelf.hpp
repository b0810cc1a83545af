// All conversations of one Pieces OS, and the feed of their changes.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/clock.hpp"
#include "engine/feed.hpp"
#include "engine/id_sequence.hpp"
#include "routing/reply.hpp"
#include "source/json_text.hpp"

namespace confab::mock::pieces {

/// There are no owners and no runs here, so the engine's conversations would be mostly empty; what matters is that a change
/// and its announcement are one step. State is guarded by one mutex, which this class owns; every function may be called
/// from any thread.
class Shelf {
 public:
  Shelf(std::shared_ptr<Clock> clock, std::optional<std::uint64_t> seed);

  /// What was created, announced to every reader.
  struct Created {
    std::string id;
    Bytes whole;              // with the transferable data
    Bytes without_fragments;  // the same bytes where there are none
  };
  [[nodiscard]] Created create(const source::Json& seed);
  /// Whether there was such a conversation; if so, its deletion is announced.
  [[nodiscard]] bool erase(std::string_view id);

  /// Conversations, in the order of their creation.
  [[nodiscard]] std::string snapshot(bool fragments) const;
  /// FlattenedConversations, in the same order.
  [[nodiscard]] std::string identifiers() const;
  /// One message with all identifiers, then one for each change; nothing is in both, and nothing is missing.
  [[nodiscard]] std::shared_ptr<FrameSource> follow();

  /// Drops all conversations, ends all streams, starts ids and clock anew.
  void reset();
  /// Ends all streams, those to come included.
  void stop();

 private:
  struct TextHash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  using InOrder = std::map<std::uint64_t, Created>;
  [[nodiscard]] IdSequence fresh_ids() const;
  [[nodiscard]] InOrder copy() const;

  const std::shared_ptr<Clock> clock_;
  const std::optional<std::uint64_t> seed_;

  mutable std::mutex mutex_;
  IdSequence ids_;
  std::uint64_t last_ = 0;
  bool stopped_ = false;
  InOrder conversations_;
  std::unordered_map<std::string, std::uint64_t, TextHash, std::equal_to<>> by_id_;
  std::shared_ptr<Feed> feed_;
};

}  // namespace confab::mock::pieces
