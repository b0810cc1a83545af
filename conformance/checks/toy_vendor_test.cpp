#include "checks/toy_vendor.hpp"

#include <fmt/format.h>

namespace confab::conformance::toy {
namespace {

using source::Json;

constexpr auto kOpenApi = R"({"components": {"schemas": {
  "Thing": {"type": "object", "additionalProperties": false, "required": ["id", "title"],
            "properties": {"id": {"type": "string"}, "title": {"type": "string"}, "events": {"type": ["array", "null"]}}},
  "Told": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}},
  "Problem": {"type": "object", "required": ["code"], "properties": {"code": {"type": "string"}}},
  "Payload": {"type": "object", "additionalProperties": false, "required": ["n", "kind", "data"],
              "properties": {"n": {"type": "integer"}, "kind": {"type": "string"}, "data": {"type": "object"}}},
  "Said": {"type": "object", "required": ["m", "delta"], "properties": {"m": {"type": "string"}, "delta": {"type": "string"}}}
}}})";

constexpr auto kSchemas = "/components/schemas/";

spec::Response json(const std::string& schema) {
  return {{{"application/json", kSchemas + schema}}, {}};
}

spec::Operation operation(std::string id, std::string method, std::string path,
                          std::map<std::string, std::string> responses) {
  spec::Operation made;
  made.id = std::move(id);
  made.method = std::move(method);
  made.path = std::move(path);
  for (const auto& [status, schema] : responses) made.responses[status] = json(schema);
  return made;
}

automaton::Expression order(std::string_view text) {
  return automaton::Expression::parse(text).value();
}

spec::StreamSpec stream() {
  spec::StreamSpec spec;
  spec.operation = "events";
  spec.media_type = "text/event-stream";
  spec.name_field = "event";
  spec.name_repeated_in = "/kind";
  spec.id = {"id", "/n", true};
  for (const char* name : {"START", "SAY_BEGIN", "SAY", "SAY_END", "TOOL", "TOOL_END", "OVER", "BROKEN"}) {
    spec.frames[name] = std::string(kSchemas) + "Payload";
  }
  spec.data_at = "/data";
  spec.data_schemas["SAY"] = std::string(kSchemas) + "Said";
  spec.run = order("START (SAY_BEGIN | SAY | SAY_END | TOOL | TOOL_END)* (OVER | BROKEN)");
  spec.terminals = {"OVER", "BROKEN"};
  spec.lanes = {{"text", "/data/m", order("SAY_BEGIN SAY* SAY_END"), false}, {"tool", "", order("TOOL TOOL_END"), true}};
  spec.cut_by = {"BROKEN"};
  spec.text = spec::TextFrames{"SAY_BEGIN", "SAY", "SAY_END", "/data/m", "/data/delta"};
  spec.replay = spec::Replay{"after", true};
  spec::StoredForm stored;
  stored.operation = "get";
  stored.items = "/events";
  stored.id = "/n";
  stored.name = "/code";
  stored.data = "/data";
  stored.time = "/at";
  stored.names = {{"1", "START"}, {"2", "SAY_BEGIN"}, {"3", "SAY"}, {"4", "SAY_END"}, {"5", "OVER"}, {"6", "BROKEN"}};
  stored.extra_at = "/mine";
  stored.extra_equals = true;
  spec.stored = stored;
  return spec;
}

/// Its messages have no name, no id and no end of their own.
spec::StreamSpec feed() {
  spec::StreamSpec spec;
  spec.operation = "feed";
  spec.framing = spec::Framing::websocket;
  spec.name_otherwise = {{"/gone", "GONE"}, {"", "THING"}};
  spec.frames = {{"THING", std::string(kSchemas) + "Told"}, {"GONE", ""}};
  spec.run = order("THING (THING | GONE)*");
  return spec;
}

spec::Clause clause(std::string id, std::string operation, spec::Provenance provenance, std::vector<std::string> proved_by) {
  spec::Clause made;
  made.id = "toy." + std::move(id);
  made.operation = std::move(operation);
  made.provenance = provenance;
  made.proved_by = std::move(proved_by);
  return made;
}

std::vector<spec::Clause> clauses() {
  using spec::Provenance;
  std::vector<spec::Clause> all;
  all.push_back(clause("statuses", "", Provenance::seed, {"status"}));
  all.push_back(clause("media", "", Provenance::seed, {"media_type"}));
  all.push_back(clause("create.model", "create", Provenance::sdk, {"body_schema"}));
  all.push_back(clause("errors", "", Provenance::sdk, {"error_envelope"}));
  all.push_back(clause("framing", "events", Provenance::sdk, {"stream.framing"}));
  all.push_back(clause("names", "events", Provenance::sdk, {"stream.names"}));
  all.push_back(clause("payload", "events", Provenance::sdk, {"stream.payload"}));
  all.push_back(clause("ids", "events", Provenance::assumed, {"stream.ids"}));
  all.push_back(clause("run", "events", Provenance::source, {"stream.order.run"}));
  all.push_back(clause("text", "events", Provenance::source, {"stream.order.text"}));
  all.push_back(clause("tool", "events", Provenance::source, {"stream.order.tool"}));
  all.push_back(clause("terminal", "events", Provenance::seed, {"stream.terminal"}));
  all.push_back(clause("stored", "get", Provenance::source, {"stored.order"}));
  all.push_back(clause("feed", "feed", Provenance::seed, {"stream.order.run"}));
  all.push_back(clause("feed.framing", "feed", Provenance::seed, {"stream.framing"}));
  all.push_back(clause("feed.payload", "feed", Provenance::seed, {"stream.payload"}));
  for (const char* id : {"a", "b", "c", "replay", "same", "history", "live"}) {
    all.push_back(clause(id, "", Provenance::seed, {"toy/story"}));
  }
  all.push_back(clause("seen", "", Provenance::source, {"toy/story"}));
  all.push_back(clause("guess", "", Provenance::assumed, {"toy/story"}));
  all.push_back(clause("never", "", Provenance::seed, {}));
  all.back().excluded = "nobody can see it";
  return all;
}

}  // namespace

spec::Vendor vendor() {
  spec::Vendor made;
  made.name = "toy";
  made.auth_header = "Authorization";
  made.auth_prefix = "Key ";
  made.operations = {
      operation("create", "POST", "/things", {{"201", "Thing"}, {"400", "Problem"}}),
      operation("get", "GET", "/things/{id}", {{"200", "Thing"}, {"404", "Problem"}}),
      operation("tell", "POST", "/things/{id}/messages", {{"202", "Told"}, {"404", "Problem"}, {"409", "Problem"}}),
      operation("events", "GET", "/things/{id}/events", {{"default", "Problem"}}),
      operation("feed", "GET", "/feed", {{"426", "Problem"}}),
  };
  made.operations.front().request_body.content["application/json"] = "";
  made.operations[2].request_body.content["application/json"] = "";
  made.operations.back().responses["101"] = {};
  spec::Operation& events = made.operations[3];
  events.responses["200"] = {{{"text/event-stream", ""}}, {}};
  events.parameters = {{"after", "query", false, ""}};
  for (spec::Operation& one : made.operations) {
    if (one.path.find("{id}") != std::string::npos) one.parameters.push_back({"id", "path", true, ""});
  }
  made.streams.emplace("events", stream());
  made.streams.emplace("feed", feed());
  made.clauses = clauses();
  made.features = {{"replay", "", spec::FeatureDefault::declared},
                   {"slow", "", spec::FeatureDefault::tried},
                   {"scripted_agent", "", spec::FeatureDefault::absent}};
  made.personas = {{"default", "", "toy-secret"}, {"other", "", "toy-other"}};
  made.schemas = std::make_shared<spec::SchemaSet>(Json::parse(kOpenApi));
  return made;
}

std::string frame(int id, const std::string& name, const std::string& data) {
  return fmt::format("id: {}\nevent: {}\ndata: {{\"n\":{},\"kind\":\"{}\",\"data\":{}}}\n\n", id, name, id, name, data);
}

std::string run(int first) {
  return frame(first, "START") + frame(first + 1, "SAY_BEGIN", R"({"m":"m1"})") +
         frame(first + 2, "SAY", R"({"m":"m1","delta":"Hello, "})") +
         frame(first + 3, "SAY", R"({"m":"m1","delta":"you."})") + frame(first + 4, "SAY_END", R"({"m":"m1"})") +
         frame(first + 5, "OVER");
}

}  // namespace confab::conformance::toy
