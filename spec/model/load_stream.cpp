#include "model/load_stream.hpp"

#include <fmt/format.h>

#include "model/operation.hpp"
#include "model/record.hpp"
#include "source/nearest_word.hpp"

namespace confab::spec {
namespace {

using source::Json;

Framing read_framing(const Record& row) {
  const std::string word = row.text("framing");
  const auto framing =
      word_in<Framing>({{"sse", Framing::sse}, {"ndjson", Framing::ndjson}, {"websocket", Framing::websocket}}, word);
  if (framing) return *framing;
  const std::vector<std::string> known{"sse", "ndjson", "websocket"};
  throw row.error("framing", fmt::format("\"{}\" is no framing", word), source::suggest(word, known));
}

automaton::Expression read_expression(const Record& row, std::string_view key) {
  const std::string text = row.text(key);
  auto expression = automaton::Expression::parse(text);
  if (expression) return *std::move(expression);
  const auto& [reason, offset] = expression.error();
  throw row.error(key, fmt::format("\"{}\" does not parse at character {}: {}", key, offset + 1, reason),
                  fmt::format("It reads up to here: {}⟨here⟩{}", text.substr(0, offset), text.substr(offset)));
}

FrameId read_id(const Record& row) {
  row.only({"field", "repeated_in", "order"});
  const std::string order = row.text_or("order", "");
  if (!order.empty() && order != "increasing") {
    throw row.error("order", fmt::format("\"{}\" is no order of ids", order), "Write \"increasing\", or leave it out.");
  }
  return {row.text_or("field", ""), row.json_pointer_or_empty("repeated_in"), order == "increasing"};
}

Lane read_lane(const Record& row) {
  row.only({"name", "key", "order", "repeat"});
  return {row.text("name"), row.json_pointer_or_empty("key"), read_expression(row, "order"), row.flag_or("repeat", false)};
}

TextFrames read_text(const Record& row) {
  row.only({"start", "frame", "end", "key", "delta"});
  TextFrames text{row.text_or("start", ""), row.text("frame"), row.text_or("end", ""), {}, {}};
  text.key = row.json_pointer_or_empty("key");
  text.delta = row.json_pointer_or_empty("delta");
  return text;
}

Replay read_replay(const Record& row) {
  row.only({"query", "after"});
  return {row.text("query"), row.flag_or("after", true)};
}

StoredForm read_stored(const Record& row) {
  row.only({"operation", "items", "id", "name", "names", "data", "time", "extra"});
  StoredForm stored;
  stored.operation = row.text("operation");
  stored.items = row.json_pointer_or_empty("items");
  stored.id = row.json_pointer_or_empty("id");
  stored.name = row.json_pointer_or_empty("name");
  stored.data = row.json_pointer_or_empty("data");
  stored.time = row.json_pointer_or_empty("time");
  if (const auto names = row.record_if_any("names")) {
    for (const std::string& code : names->keys()) stored.names.emplace(code, names->text(code));
  }
  if (const auto extra = row.record_if_any("extra")) {
    extra->only({"at", "equals"});
    stored.extra_at = extra->json_pointer_or_empty("at");
    stored.extra_equals = extra->value("equals");
  }
  return stored;
}

void read_frames(const Record& row, StreamSpec& stream) {
  const Record frames = row.record("frames");
  for (const std::string& name : frames.keys()) {
    const bool bare = frames.value(name).is_null();
    if (!bare) frames.record(name).only({"schema"});
    stream.frames.emplace(name, bare ? std::string() : frames.record(name).schema_ref_or_empty("schema"));
  }
  if (const auto data = row.record_if_any("data")) {
    data->only({"at", "schemas"});
    stream.data_at = data->json_pointer_or_empty("at");
    if (const auto schemas = data->record_if_any("schemas")) {
      for (const std::string& name : schemas->keys()) stream.data_schemas.emplace(name, schemas->schema_ref_or_empty(name));
    }
  }
}

void read_lanes(const Record& row, StreamSpec& stream) {
  if (!row.has("lanes")) return;
  if (!row.value("lanes").is_array())
    throw row.error("lanes", "\"lanes\" must be a list", "Start each lane with \"- name: …\".");
  for (std::size_t i = 0; i < row.value("lanes").size(); ++i) {
    stream.lanes.push_back(read_lane({row.document(), below(row.pointer("lanes"), i)}));
  }
}

NameRule read_name_rule(const Record& row) {
  row.only({"has", "equals", "is"});
  NameRule rule{row.json_pointer_or_empty("has"), row.text("is"), {}};
  if (!row.has("equals")) return rule;
  if (!row.has("has")) throw row.error("equals", "it is not said where this value stands", "Add has: /pointer.");
  rule.equals = row.value("equals");
  return rule;
}

void read_name(const Record& row, StreamSpec& stream) {
  row.only({"field", "repeated_in", "at", "otherwise"});
  const bool in_payload = row.has("at") || row.has("otherwise");
  if (in_payload == row.has("field")) {
    throw row.document().error(in_payload ? row.pointer("field") : row.pointer(),
                               "a name stands either in a field of the frame or in its payload",
                               "Write name: { field: event }, name: { at: /type } or name: { otherwise: [ … ] }.");
  }
  stream.name_field = in_payload ? row.json_pointer_or_empty("at") : row.text("field");
  stream.name_repeated_in = row.json_pointer_or_empty("repeated_in");
  if (!row.has("otherwise")) return;
  if (!row.value("otherwise").is_array() || row.value("otherwise").empty())
    throw row.error("otherwise", "\"otherwise\" is a list", "Start each row with \"- has: /pointer\".");
  for (std::size_t i = 0; i < row.value("otherwise").size(); ++i)
    stream.name_otherwise.push_back(read_name_rule({row.document(), below(row.pointer("otherwise"), i)}));
}

StreamSpec read_stream(const std::string& operation, const Record& row) {
  row.only({"framing", "media_type", "name", "id", "payload", "frames", "data", "run", "terminals", "lanes", "cut_by",
            "text", "replay", "stored"});
  StreamSpec stream;
  stream.operation = operation;
  stream.framing = read_framing(row);
  stream.media_type = essence(row.text_or("media_type", ""));
  read_name(row.record("name"), stream);
  if (const auto id = row.record_if_any("id")) stream.id = read_id(*id);
  stream.payload_schema = row.schema_ref_or_empty("payload");
  read_frames(row, stream);
  stream.run = read_expression(row, "run");
  stream.terminals = row.texts_or_none("terminals");
  read_lanes(row, stream);
  stream.cut_by = row.texts_or_none("cut_by");
  if (const auto text = row.record_if_any("text")) stream.text = read_text(*text);
  if (const auto replay = row.record_if_any("replay")) stream.replay = read_replay(*replay);
  if (const auto stored = row.record_if_any("stored")) stream.stored = read_stored(*stored);
  return stream;
}

}  // namespace

std::map<std::string, StreamSpec, std::less<>> read_streams(const source::Document& document) {
  std::map<std::string, StreamSpec, std::less<>> streams;
  if (document.value().is_null()) return streams;
  const Record file(document, "");
  for (const std::string& operation : file.keys())
    streams.emplace(operation, read_stream(operation, file.record(operation)));
  return streams;
}

}  // namespace confab::spec
