// PipesHub's Server-Sent Events.
#pragma once

#include <string_view>

#include "engine/dialect.hpp"
#include "routing/reply.hpp"
#include "vendors/pipeshub_contract.hpp"
#include "vendors/pipeshub_stored.hpp"

namespace confab::mock::pipeshub {

/// Feeds each conversation's Stored and renders the frames; outlives the vendor with the engine that streams keep alive.
class Frames {
 public:
  explicit Frames(const Contract& contract) : contract_(contract) {}

  /// PipesHub names a conversation itself, once.
  [[nodiscard]] static bool accepts(const Conversation& conversation, const Happening& happening);
  [[nodiscard]] Bytes frame(Conversation& conversation, const Entry& entry) const;

  /// A stream in which nothing but a failure happens.
  [[nodiscard]] std::shared_ptr<FrameSource> failure(std::string_view why) const;

 private:
  [[nodiscard]] std::string text_of(Conversation& conversation, const Entry& entry) const;
  [[nodiscard]] std::string status(std::string_view name, std::string_view message) const;
  [[nodiscard]] std::string piece(const Stored& kept) const;
  [[nodiscard]] std::string citation(const Stored& kept) const;
  [[nodiscard]] std::string ending(Conversation& conversation, const Entry& entry) const;

  const Contract& contract_;
};

/// `meta` of what was answered at `now` to what was asked at `asked`.
[[nodiscard]] source::Json meta_json(std::string_view request_id, Time asked, Time now);

}  // namespace confab::mock::pipeshub
