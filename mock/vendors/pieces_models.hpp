// Pieces OS's models: what becomes of a seed, and what the socket says.
#pragma once

#include <string>
#include <string_view>

#include "engine/clock.hpp"
#include "engine/id_sequence.hpp"
#include "source/json_text.hpp"

namespace confab::mock::pieces {

/// A new Conversation. `seed` is a valid SeededConversation, or null for none: an empty one of type COPILOT. Its messages
/// are inlined with their fragments.
[[nodiscard]] source::Json make_conversation(const source::Json& seed, IdSequence& ids, Time now);

/// The seed of a conversation about an asset: one message of the assistant's.
[[nodiscard]] source::Json seed_about(std::string_view asset);

/// Takes the transferable data out of a conversation.
void drop_fragments(source::Json& conversation);

/// One StreamedIdentifiers message.
[[nodiscard]] std::string identifiers_message(std::string_view id, bool deleted);

/// The version stamp of collections and conversations.
[[nodiscard]] source::Json schema_stamp();

}  // namespace confab::mock::pieces
