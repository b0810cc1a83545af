#include "vendors/sema4_models.hpp"

#include <algorithm>
#include <utility>

namespace confab::mock::sema4 {

namespace {

using source::Json;

// The vendor writes microseconds; the engine counts milliseconds.
std::string render_micros(Time time) {
  std::string text = render_time(time);
  text.insert(text.size() - 1, "000");
  return text;
}

Json block_json(const Block& block) {
  Json json = {{"content_id", block.id}, {"complete", block.complete}};
  if (block.is_thought) {
    json["kind"] = "thought";
    json["thought"] = block.text;
  } else {
    json["kind"] = "text";
    json["text"] = block.text;
    json["citations"] = Json::array();
  }
  return json;
}

}  // namespace

const std::string& agent_of(const ConversationSummary& conversation) {
  return conversation.context->get_ref<const std::string&>();
}

const std::string& agent_of(const Conversation& conversation) {
  return conversation.context->get_ref<const std::string&>();
}

Json conversation_json(const ConversationSummary& conversation) {
  return {{"id", conversation.id}, {"name", conversation.title}, {"agent_id", agent_of(conversation)}};
}

Json message_json(const Message& message) {
  Json blocks = Json::array();
  for (const Block& block : message.blocks) blocks.push_back(block_json(block));
  return {{"message_id", message.id},
          {"role", message.of_the_agent ? "agent" : "user"},
          {"content", std::move(blocks)},
          {"complete", message.complete},
          {"commited", message.complete},
          {"created_at", render_micros(message.created)},
          {"updated_at", render_micros(message.updated)},
          {"agent_metadata", Json::object()},
          {"server_metadata", Json::object()},
          {"parent_run_id", message.run ? Json(*message.run) : Json()}};
}

Json file_json(const StoredFile& file) {
  return {{"file_ref", file.name},
          {"file_id", file.id},
          {"mime_type", file.media_type},
          {"file_size", file.bytes->size()},
          {"created_at", render_micros(file.created)}};
}

Json table_info_json(const Table& table, std::size_t samples) {
  Json json = {{"name", table.name},
               {"description", table.description},
               {"num_rows", table.rows.size()},
               {"num_columns", table.columns.size()},
               {"column_headers", table.columns}};
  if (samples == 0) return json;
  Json& shown = json["sample_rows"] = Json::array();
  for (std::size_t row = 0; row < std::min(samples, table.rows.size()); ++row) shown.push_back(table.rows[row]);
  return json;
}

Json table_json(const Table& table) {
  return {{"name", table.name}, {"description", table.description}, {"columns", table.columns}, {"rows", table.rows}};
}

Json page_json(Json data, const std::optional<std::string>& next) {
  return {{"next", next ? Json(*next) : Json()}, {"has_more", next.has_value()}, {"data", std::move(data)}};
}

}  // namespace confab::mock::sema4
