// RevEng.AI's events: what the engine logs, in the vendor's words, streamed and stored.
#pragma once

#include <map>
#include <string>

#include "engine/conversation.hpp"
#include "model/stream_spec.hpp"

namespace confab::mock::reveng {

/// Immutable once built; shared between threads.
class Events {
 public:
  /// The codes of stored types come from `stream`.
  explicit Events(const spec::StreamSpec& stream);

  /// Titles change once, in the first run, and only if none was given; the vendor has no citations.
  [[nodiscard]] static bool accepts(const Conversation& conversation, const Happening& happening);
  /// The SSE frame; nullptr for the user's own message, which is stored but never streamed.
  [[nodiscard]] Bytes frame(const Entry& entry) const;
  /// The Event model as JSON text.
  [[nodiscard]] std::string stored(const Conversation& conversation, const Entry& entry) const;

 private:
  std::map<Kind, std::string> codes_;  // as JSON text
};

}  // namespace confab::mock::reveng
