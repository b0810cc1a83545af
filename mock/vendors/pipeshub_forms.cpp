#include "vendors/pipeshub_forms.hpp"

#include <algorithm>
#include <utility>

namespace confab::mock::pipeshub {

namespace {

using source::Json;

Json documented_citation(const Citation& citation) {
  return {{"citationId", citation.id}, {"relevanceScore", citation.relevance}, {"excerpt", citation.data.at("content")}};
}

Json served_citation(const Citation& citation, bool resolved) {
  Json json = {{"citationId", citation.id}};
  if (!resolved) return json;
  Json& data = json["citationData"] = citation.data;
  data["_id"] = citation.id;
  data["createdAt"] = data["updatedAt"] = render_time(citation.created);
  return json;
}

Json message_json(const Message& message, const Contract& contract, bool resolved) {
  Json citations = Json::array();
  for (const Citation& each : message.citations)
    citations.push_back(contract.envelopes ? served_citation(each, resolved) : documented_citation(each));
  Json json = {{"_id", message.id},
               {"messageType", message.type},
               {"content", message.content},
               {"contentFormat", "MARKDOWN"},
               {"citations", std::move(citations)},
               {"followUpQuestions", Json::array()},
               {"feedback", Json::array()},
               {"createdAt", render_time(message.created)},
               {"updatedAt", render_time(message.updated)}};
  if (message.type == "bot_response") {
    json["confidence"] = "High";
    json["metadata"] = {
        {"processingTimeMs", message.milliseconds}, {"modelVersion", "confab-1"}, {"aiTransactionId", message.transaction}};
    if (contract.envelopes) json["modelInfo"] = message.model_info;
  }
  if (contract.envelopes) json["referenceData"] = Json::array();
  return json;
}

void sort_messages(std::vector<Message>& messages, std::string_view by) {
  if (by == "content") {
    std::stable_sort(messages.begin(), messages.end(),
                     [](const Message& one, const Message& other) { return one.content < other.content; });
  } else if (by == "messageType") {
    std::stable_sort(messages.begin(), messages.end(),
                     [](const Message& one, const Message& other) { return one.type < other.type; });
  }
}

/// What a list and a single conversation have in common.
Json base_json(const Conversation& conversation, const Contract& contract) {
  const Stored& kept = stored(conversation);
  Json json = {{"_id", conversation.id},
               {"agentKey", kept.agent},
               {"userId", user_id(conversation.owner)},
               {"orgId", organisation_id()},
               {"title", conversation.title},
               {"status", state_name(kept, contract)},
               {"isShared", false},
               {"sharedWith", Json::array()},
               {"lastActivityAt", conversation.updated.time_since_epoch().count()},
               {"createdAt", render_time(conversation.created)},
               {"updatedAt", render_time(conversation.updated)}};
  if (!contract.envelopes) return json;
  json["initiator"] = user_id(conversation.owner);
  json["modelInfo"] = kept.model_info;
  json["conversationErrors"] = kept.errors;
  json["isArchived"] = kept.archived.has_value();
  json["isDeleted"] = false;
  json["conversationSource"] = "agent_chat";
  if (kept.fail_reason) json["failReason"] = *kept.fail_reason;
  return json;
}

}  // namespace

std::string_view state_name(const Stored& stored, const Contract& contract) {
  switch (stored.state) {
    case State::in_progress:
      return contract.in_progress;
    case State::complete:
      return contract.complete;
    case State::failed:
      break;
  }
  return contract.failed;
}

Json messages_json(const std::vector<Message>& messages, const Contract& contract, Resolve resolve) {
  Json list = Json::array();
  for (const Message& each : messages)
    list.push_back(message_json(each, contract, resolve == Resolve::all || &each == &messages.back()));
  return list;
}

Json conversation_json(const Conversation& conversation, const Contract& contract) {
  Json json = base_json(conversation, contract);
  json["messages"] = messages_json(stored(conversation).messages, contract, Resolve::newest);
  if (contract.envelopes) json["__v"] = stored(conversation).version;
  return json;
}

Json row_json(const Conversation& conversation, const Contract& contract) {
  Json json = base_json(conversation, contract);
  if (!contract.envelopes) return json;
  json["isOwner"] = true;
  json["accessLevel"] = "write";
  return json;
}

Json detail_json(const Conversation& conversation, const Contract& contract, const Page& page, std::string_view sort_by) {
  const Stored& kept = stored(conversation);
  const std::size_t count = kept.messages.size();
  std::vector<Message> batch(kept.messages.end() - static_cast<std::ptrdiff_t>(page.end(count)),
                             kept.messages.end() - static_cast<std::ptrdiff_t>(page.begin(count)));
  sort_messages(batch, sort_by);
  Json pagination = page.json(count);
  pagination["messageRange"] = {{"start", count - page.end(count) + 1}, {"end", count - page.begin(count)}};
  Json json = {{"id", conversation.id},
               {"title", conversation.title},
               {"initiator", user_id(conversation.owner)},
               {"createdAt", render_time(conversation.created)},
               {"isShared", false},
               {"sharedWith", Json::array()},
               {"status", state_name(kept, contract)},
               {"messages", messages_json(batch, contract, Resolve::all)},
               {"modelInfo", kept.model_info},
               {"pagination", std::move(pagination)},
               {"access", {{"isOwner", true}, {"accessLevel", "write"}}}};
  if (kept.fail_reason) json["failReason"] = *kept.fail_reason;
  return json;
}

Json fresh_citations_json(const std::vector<Citation>& citations) {
  Json list = Json::array();
  for (const Citation& each : citations) list.push_back(each.data);
  return list;
}

}  // namespace confab::mock::pipeshub
