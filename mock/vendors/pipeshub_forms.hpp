// PipesHub's conversations as JSON, in the form of either contract.
#pragma once

#include "vendors/pipeshub_contract.hpp"
#include "vendors/pipeshub_pages.hpp"
#include "vendors/pipeshub_stored.hpp"

namespace confab::mock::pipeshub {

/// Whose citations come with their data, where the contract resolves them at all.
enum class Resolve { newest, all };

[[nodiscard]] std::string_view state_name(const Stored& stored, const Contract& contract);
[[nodiscard]] source::Json messages_json(const std::vector<Message>& messages, const Contract& contract, Resolve resolve);
/// With all its messages.
[[nodiscard]] source::Json conversation_json(const Conversation& conversation, const Contract& contract);
/// As it stands in lists.
[[nodiscard]] source::Json row_json(const Conversation& conversation, const Contract& contract);
/// One conversation as the server shows it: page 1 is the newest batch of messages, each batch is in ascending order.
[[nodiscard]] source::Json detail_json(const Conversation& conversation, const Contract& contract, const Page& page,
                                       std::string_view sort_by);
/// A citation before it is stored.
[[nodiscard]] source::Json fresh_citations_json(const std::vector<Citation>& citations);

}  // namespace confab::mock::pipeshub
