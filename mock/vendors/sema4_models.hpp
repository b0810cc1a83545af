// Sema4.ai's models as JSON.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "engine/page.hpp"
#include "vendors/sema4_talk.hpp"

namespace confab::mock::sema4 {

/// The agent that owns a conversation.
[[nodiscard]] const std::string& agent_of(const ConversationSummary& conversation);
[[nodiscard]] const std::string& agent_of(const Conversation& conversation);

[[nodiscard]] source::Json conversation_json(const ConversationSummary& conversation);
[[nodiscard]] source::Json message_json(const Message& message);
[[nodiscard]] source::Json file_json(const StoredFile& file);
/// `samples`: how many rows to show; none: none, and no member for them.
[[nodiscard]] source::Json table_info_json(const Table& table, std::size_t samples);
[[nodiscard]] source::Json table_json(const Table& table);
/// The envelope of a page; `next` is null on the last one.
[[nodiscard]] source::Json page_json(source::Json data, const std::optional<std::string>& next);

}  // namespace confab::mock::sema4
