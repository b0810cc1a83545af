#include "vendors/pieces_models.hpp"

#include <fmt/format.h>

#include <array>

namespace confab::mock::pieces {

namespace {

using source::Json;

// spec-notes pieces, "Open points": taken over as they were given.
constexpr std::array<const char*, 8> kCopied = {"name",   "favorited", "demo",     "application",
                                                "assets", "websites",  "pipeline", "type"};
constexpr std::array<const char*, 11> kCopiedOfMessages = {
    "role", "fragment",  "model",    "sentiment",         "assets", "ranges",
    "tags", "summaries", "messages", "workstream_events", "anchors"};

Json timestamp(Time now) {
  std::string text = render_time(now);
  text.insert(text.size() - 1, "000");  // the vendor's times have microseconds
  return {{"value", std::move(text)}};
}

// Nobody's model knows null, save Model.parameters and the limits of a model, which may as well be missing.
Json without_nulls(const Json& value) {
  if (!value.is_structured()) return value;
  Json kept = value.is_array() ? Json::array() : Json::object();
  for (const auto& [key, part] : value.items()) {
    if (value.is_array()) {
      kept.push_back(without_nulls(part));
    } else if (!part.is_null()) {
      kept[key] = without_nulls(part);
    }
  }
  return kept;
}

template <std::size_t N>
void copy(const Json& from, const std::array<const char*, N>& names, Json& to) {
  for (const char* name : names) {
    const auto given = from.find(name);
    if (given != from.end() && !given->is_null()) to[name] = without_nulls(*given);
  }
}

/// An empty collection; `add` puts one item in.
Json collection() {
  return {{"iterable", Json::array()}, {"indices", Json::object()}};
}

void add(Json& collection, Json item) {
  collection["indices"][item["id"].get<std::string>()] = collection["iterable"].size();
  collection["iterable"].push_back(std::move(item));
}

Json make_message(const Json& seed, const Json& conversation, IdSequence& ids) {
  Json message = {{"id", ids.uuid()}, {"conversation", {{"id", conversation["id"]}}}};
  const auto own_time = seed.find("created");
  message["created"] = own_time != seed.end() && own_time->is_object() ? without_nulls(*own_time) : conversation["created"];
  message["updated"] = message["created"];
  copy(seed, kCopiedOfMessages, message);
  return {{"id", message["id"]}, {"reference", std::move(message)}};
}

void add_messages(const Json& seeds, Json& conversation, IdSequence& ids) {
  Json& messages = conversation["messages"] = collection();
  for (const Json& seed : seeds) {
    add(messages, make_message(seed, conversation, ids));
    const Json* model = source::find(seed, "/model/id");
    if (model) conversation["model"] = {{"id", *model}};  // computed: that of the last message which has one
  }
}

/// Seeds become references; what they say is read elsewhere.
void add_references(const Json& seed, const char* name, Json& conversation, IdSequence& ids) {
  const auto given = seed.find(name);
  if (given == seed.end() || !given->is_array()) return;
  Json& references = conversation[name] = collection();
  for (std::size_t count = given->size(); count > 0; --count) add(references, {{"id", ids.uuid()}});
}

}  // namespace

Json schema_stamp() {
  return {{"migration", 0}, {"semantic", "MAJOR_0_MINOR_0_PATCH_1"}};
}

Json make_conversation(const Json& seed, IdSequence& ids, Time now) {
  const Json given = seed.is_object() ? seed : Json{{"type", "COPILOT"}};
  Json conversation = {
      {"schema", schema_stamp()}, {"id", ids.uuid()}, {"created", timestamp(now)}, {"updated", timestamp(now)}};
  copy(given, kCopied, conversation);
  if (const Json* model = source::find(given, "/model/id")) conversation["model"] = {{"id", *model}};
  const auto messages = given.find("messages");
  add_messages(messages != given.end() && messages->is_array() ? *messages : Json::array(), conversation, ids);
  add_references(given, "annotations", conversation, ids);
  add_references(given, "anchors", conversation, ids);
  return conversation;
}

Json seed_about(std::string_view asset) {
  Json message = {{"role", "ASSISTANT"},
                  {"fragment", {{"string", {{"raw", fmt::format("This conversation is about the asset {}.", asset)}}}}}};
  Json assets = collection();
  add(assets, {{"id", std::string(asset)}});
  return {{"type", "COPILOT"}, {"messages", Json::array({std::move(message)})}, {"assets", std::move(assets)}};
}

void drop_fragments(Json& conversation) {
  for (Json& message : conversation["messages"]["iterable"]) message["reference"].erase("fragment");
}

std::string identifiers_message(std::string_view id, bool deleted) {
  Json entry = {{"conversation", {{"id", std::string(id)}}}};
  if (deleted) entry["deleted"] = true;
  return source::render_json({{"iterable", Json::array({std::move(entry)})}});
}

}  // namespace confab::mock::pieces
