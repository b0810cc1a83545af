#include "model/load_vendor.hpp"

#include <algorithm>
#include <map>

#include "framework/catch.hpp"
#include "source/user_error.hpp"

using namespace confab;
using spec::Vendor;

namespace {

/// A small vendor that holds together; each test breaks one line of it.
const std::map<std::string, std::string>& files() {
  static const std::map<std::string, std::string> kFiles{{"openapi.yaml", R"(openapi: 3.1.0
info: { title: Chat, version: '1' }
paths:
  /talks/{id}:
    parameters:
      - $ref: '#/components/parameters/Id'
    post:
      operationId: say
      summary: Say something
      parameters:
        - { name: dry, in: query, schema: { type: boolean } }
        - { name: X-Trace, in: header, required: true }
      requestBody:
        required: true
        content:
          application/json: { schema: { $ref: '#/components/schemas/Say' } }
      responses:
        '202':
          description: accepted
          headers:
            Location: { required: true, schema: { type: string } }
            X-Hint: { $ref: '#/components/headers/Hint' }
          content:
            application/json; charset=utf-8: { schema: { type: object } }
        default: { $ref: '#/components/responses/Error' }
    get:
      operationId: read
      responses:
        '200':
          description: the talk
          content:
            application/json: {}
  /talks/{id}/events:
    get:
      operationId: watch
      parameters:
        - { name: id, in: path, required: true, schema: { type: string, format: uuid } }
        - { name: after, in: query, schema: { type: integer } }
      responses:
        '200':
          description: the stream
          content:
            text/event-stream: { schema: { type: string } }
  /a/first:
    get:
      operationId: first
      responses:
        '204': { description: nothing }
components:
  parameters:
    Id: { name: id, in: path, required: true, schema: { type: string } }
  headers:
    Hint: { schema: { type: string } }
  responses:
    Error:
      description: an error
      content:
        application/json: { schema: { $ref: '#/components/schemas/Error' } }
  schemas:
    Say: { type: object, required: [text], properties: { text: { type: string } }, additionalProperties: false }
    Error: { type: object, required: [code], properties: { code: { type: string } } }
    Frame: { type: object, properties: { data: {} } }
    Part: { type: object, required: [delta], properties: { delta: { type: string } } }
)"},
                                                         {"stream.yaml", R"(watch:
  framing: sse
  media_type: Text/Event-Stream
  name: { field: event, repeated_in: /type }
  id: { field: id, repeated_in: /event_id, order: increasing }
  payload: '#/components/schemas/Frame'
  frames:
    RUN: { schema: '#/components/schemas/Frame' }
    START: {}
    PART:
    END: {}
    OK: {}
    FAIL: {}
  data:
    at: /data
    schemas: { PART: '#/components/schemas/Part' }
  run: RUN .* (OK | FAIL)
  terminals: [OK, FAIL]
  lanes:
    - { name: text, key: /data/id, order: START PART* END }
    - { name: whole, order: RUN, repeat: false }
  cut_by: [FAIL]
  text: { start: START, frame: PART, end: END, key: /data/id, delta: /data/delta }
  replay: { query: after }
  stored:
    operation: read
    items: /events
    id: /event_id
    name: /type
    names: { 1: RUN, 2: OK, x: PART }
    data: /data
    extra: { at: /role, equals: 2 }
)"},
                                                         {"clauses.yaml", R"(- id: chat.say.accepts
  operation: say
  level: must
  provenance: seed
  source: page 1
  text: Saying something answers 202.
  proved_by: [chat/say, status]
- id: chat.watch.order
  operation: watch
  level: should
  provenance: sdk
  source: page 2
  text: The frames of a message keep their order.
  proved_by: [stream.order.text, stream.order.run]
- id: chat.hidden
  level: may
  provenance: assumed
  source: page 3
  text: Nobody can see this.
  excluded: Nothing a client sees depends on it.
)"},
                                                         {"deployment.yaml", R"(title: Chat API
base_url: https://chat.example
auth: { header: Authorization, prefix: 'Bearer ' }
features:
  replay: { default: declared, text: Events can be read again. }
  agent: { default: absent, text: Scripts are played. }
  extra: { default: tried, text: Sometimes there. }
personas:
  default: { credential: key-1, text: A user. }
  other: { credential: key-2, text: Another user. }
)"}};
  return kFiles;
}

source::DocumentSet documents(const std::map<std::string, std::string>& texts) {
  source::DocumentSet set;
  for (const auto& [name, text] : texts) {
    const std::string path = "vendors/chat/" + name;
    set.add(path, [path, text = text] { return source::Document::parse_yaml(path, text); });
  }
  return set;
}

Vendor load() {
  return spec::load_vendor(documents(files()), "chat");
}

std::map<std::string, std::string> edited(const std::string& file, const std::string& before, const std::string& after) {
  auto texts = files();
  std::string& text = texts.at(file);
  const auto at = text.find(before);
  REQUIRE(at != std::string::npos);
  text.replace(at, before.size(), after);
  return texts;
}

/// The error that this edit of the sample gives: "FILE:LINE what | remedy", its quotation marks as '…' to be readable here.
std::string broken(const std::string& file, const std::string& before, const std::string& after) {
  try {
    static_cast<void>(spec::load_vendor(documents(edited(file, before, after)), "chat"));
  } catch (const source::UserError& error) {
    const std::string name = error.place().file.substr(error.place().file.find_last_of('/') + 1);
    CHECK(error.place().column > 0);
    std::string shown = name + ":" + std::to_string(error.place().line) + " " + error.what() + " | " + error.remedy();
    std::replace(shown.begin(), shown.end(), '"', '\'');
    return shown;
  }
  return "no error";
}

using Catch::Contains;
using Catch::StartsWith;

}  // namespace

TEST_CASE("operations are read in the order they were written") {
  const Vendor vendor = load();
  std::vector<std::string> ids;
  for (const auto& operation : vendor.operations) ids.push_back(operation.id);
  CHECK(ids == std::vector<std::string>{"say", "read", "watch", "first"});
}

TEST_CASE("an operation holds its parameters, body and responses, references resolved") {
  const Vendor vendor = load();
  const spec::Operation* say = vendor.operation("say");
  REQUIRE(say != nullptr);
  CHECK(say->method == "POST");
  CHECK(say->path == "/talks/{id}");
  CHECK(say->summary == "Say something");
  REQUIRE(say->parameters.size() == 3);
  CHECK(say->parameters[0].name == "id");
  CHECK(say->parameters[0].schema == "/components/parameters/Id/schema");
  CHECK(say->parameters[1].in == "query");
  CHECK_FALSE(say->parameters[1].required);
  CHECK(say->parameters[2].required);
  CHECK(say->parameters[2].schema.empty());
  CHECK(say->request_body.required);
  CHECK(vendor.schemas->check(say->request_body.content.at("application/json"), {{"text", "x"}}).empty());
  CHECK(vendor.schemas->check(say->request_body.content.at("application/json"), {{"txt", "x"}}).size() == 2);
  REQUIRE(say->response(202) != nullptr);
  CHECK(say->response(202)->content.contains("application/json"));
  REQUIRE(say->response(202)->headers.size() == 2);
  CHECK(say->response(202)->headers[0].name == "Location");
  CHECK(say->response(202)->headers[0].required);
  CHECK_FALSE(say->response(202)->headers[1].required);
  REQUIRE(say->response(404) != nullptr);
  CHECK(say->response(404)->content.at("application/json") ==
        "/components/responses/Error/content/application~1json/schema");
}

TEST_CASE("a status without a row and without default is undocumented; a body may have no schema") {
  const Vendor vendor = load();
  CHECK(vendor.operation("read")->response(404) == nullptr);
  CHECK(vendor.operation("read")->response(200)->content.at("application/json").empty());
  CHECK(vendor.operation("first")->response(204)->content.empty());
  CHECK(vendor.operation("first")->request_body.content.empty());
}

TEST_CASE("a parameter of the operation replaces that of the path") {
  auto texts =
      edited("openapi.yaml", "    get:\n      operationId: read\n",
             "    get:\n      operationId: read\n      parameters:\n        - { name: id, in: path, required: true, schema: "
             "{ type: integer } }\n");
  const Vendor vendor = spec::load_vendor(documents(texts), "chat");
  REQUIRE(vendor.operation("read")->parameters.size() == 1);
  CHECK(vendor.schemas->check(vendor.operation("read")->parameters[0].schema, 1).empty());
}

TEST_CASE("a stream holds everything its row says") {
  const Vendor vendor = load();
  const spec::StreamSpec* stream = vendor.stream("watch");
  REQUIRE(stream != nullptr);
  CHECK(stream->framing == spec::Framing::sse);
  CHECK(stream->media_type == "text/event-stream");
  CHECK(stream->name_field == "event");
  CHECK(stream->name_repeated_in == "/type");
  CHECK(stream->id.field == "id");
  CHECK(stream->id.increasing);
  CHECK(stream->payload_schema == "/components/schemas/Frame");
  CHECK(stream->frames.size() == 6);
  CHECK(stream->frames.at("RUN") == "/components/schemas/Frame");
  CHECK(stream->frames.at("PART").empty());
  CHECK(stream->data_at == "/data");
  CHECK(stream->data_schemas.at("PART") == "/components/schemas/Part");
  CHECK(stream->is_terminal("OK"));
  CHECK_FALSE(stream->is_terminal("RUN"));
  REQUIRE(stream->lanes.size() == 2);
  CHECK(stream->lanes[0].key == "/data/id");
  CHECK(stream->lanes[0].order.text() == "START PART* END");
  CHECK(stream->cut_by == std::vector<std::string>{"FAIL"});
  REQUIRE(stream->text);
  CHECK(stream->text->delta == "/data/delta");
  REQUIRE(stream->replay);
  CHECK(stream->replay->after);
  REQUIRE(stream->stored);
  CHECK(stream->stored->extra_equals == 2);
  CHECK(vendor.stream("say") == nullptr);
}

TEST_CASE("stored codes translate both ways, numbers staying numbers") {
  const Vendor vendor = load();
  const spec::StreamSpec& stream = *vendor.stream("watch");
  CHECK(stream.stored_name(1) == "RUN");
  CHECK(stream.stored_name("1") == "RUN");
  CHECK(stream.stored_name("x") == "PART");
  CHECK(stream.stored_name(99).empty());
  CHECK(stream.stored_name(nullptr).empty());
  CHECK(stream.stored_code("OK") == 2);
  CHECK(stream.stored_code("PART") == "x");
  CHECK(stream.stored_code("START") == "START");
}

TEST_CASE("without codes a stored name stands for itself") {
  const auto texts = edited("stream.yaml", "    names: { 1: RUN, 2: OK, x: PART }\n", "");
  const Vendor vendor = spec::load_vendor(documents(texts), "chat");
  CHECK(vendor.stream("watch")->stored_name("RUN") == "RUN");
  CHECK(vendor.stream("watch")->stored_name(1).empty());
  CHECK(vendor.stream("watch")->stored_code("RUN") == "RUN");
}

TEST_CASE("clauses, features and personas are found by name, in the order they were written") {
  const Vendor vendor = load();
  CHECK(vendor.title == "Chat API");
  CHECK(vendor.base_url == "https://chat.example");
  CHECK(vendor.auth_prefix == "Bearer ");
  REQUIRE(vendor.clause("chat.watch.order") != nullptr);
  CHECK(vendor.clause("chat.watch.order")->level == spec::Level::should);
  CHECK(vendor.clause("chat.watch.order")->place.line == 8);
  CHECK(vendor.clause("chat.hidden")->excluded == "Nothing a client sees depends on it.");
  CHECK(vendor.clause("chat.nope") == nullptr);
  REQUIRE(vendor.features.size() == 3);
  CHECK(vendor.features[0].name == "replay");
  CHECK(vendor.feature("agent")->by_default == spec::FeatureDefault::absent);
  CHECK(vendor.feature("extra")->by_default == spec::FeatureDefault::tried);
  REQUIRE(vendor.personas.size() == 2);
  CHECK(vendor.persona("other")->credential == "key-2");
  CHECK(vendor.persona("nope") == nullptr);
}

TEST_CASE("vendors are the folders, sorted; an unknown one gets the nearest name") {
  auto set = documents(files());
  set.add("vendors/abc/openapi.yaml", [] { return source::Document(); });
  set.add("vendors/README.yaml", [] { return source::Document(); });
  CHECK(spec::vendor_names(set) == std::vector<std::string>{"abc", "chat"});
  try {
    static_cast<void>(spec::load_vendor(set, "chta"));
    FAIL("no error");
  } catch (const source::UserError& error) {
    CHECK_THAT(error.what(), Contains("no vendor \"chta\""));
    CHECK_THAT(error.remedy(), Contains("chat"));
  }
}

TEST_CASE("a vendor may have no streams") {
  auto texts = edited("clauses.yaml", "[stream.order.text, stream.order.run]", "[status]");
  texts.erase("stream.yaml");
  CHECK(spec::load_vendor(documents(texts), "chat").streams.empty());
}

TEST_CASE("a missing file is an error") {
  auto texts = files();
  texts.erase("clauses.yaml");
  CHECK_THROWS_AS(static_cast<void>(spec::load_vendor(documents(texts), "chat")), source::UserError);
}

TEST_CASE("loading what is trusted gives the same and does not check it") {
  const Vendor vendor = spec::load_trusted_vendor(documents(files()), "chat");
  CHECK(vendor.operations.size() == 4);
  CHECK(vendor.clauses.size() == 3);
  const auto texts = edited("clauses.yaml", "proved_by: [chat/say, status]", "proved_by: []");
  CHECK(spec::load_trusted_vendor(documents(texts), "chat").clauses.size() == 3);
}

TEST_CASE("a reference that leads nowhere is refused wherever it stands") {
  CHECK(broken("openapi.yaml", "schemas/Say'", "schemas/Sai'") ==
        "openapi.yaml:16 reference '#/components/schemas/Sai' leads nowhere | Did you mean 'Say'?");
  CHECK_THAT(broken("openapi.yaml", "    Part: {", "    Unused: { items: { $ref: '#/nope' } }\n    Part: {"),
             StartsWith("openapi.yaml:63 reference '#/nope' leads nowhere"));
  CHECK_THAT(broken("openapi.yaml", "'#/components/parameters/Id'", "'other.yaml#/Id'"),
             Contains("leads out of the document"));
  CHECK_THAT(broken("openapi.yaml", "'#/components/parameters/Id'", "'#/components/parameters/%zz'"),
             Contains("hexadecimal"));
  CHECK_THAT(broken("openapi.yaml", "Hint: { schema: { type: string } }", "Hint: { $ref: '#/components/headers/Hint' }"),
             Contains("leads back to itself"));
}

TEST_CASE("operations must be identified, once") {
  CHECK(broken("openapi.yaml", "operationId: read", "operationId: say") ==
        "openapi.yaml:27 operationId 'say' is there twice | POST /talks/{id} has it already; each operation needs its own.");
  CHECK_THAT(broken("openapi.yaml", "      operationId: read\n", ""), Contains("'operationId' is missing"));
}

TEST_CASE("path parameters must be those of the template") {
  CHECK_THAT(broken("openapi.yaml", "/talks/{id}/events:", "/talks/{talk}/events:"),
             Contains("operation 'watch' does not declare its path parameter 'talk'"));
  CHECK_THAT(broken("openapi.yaml", "/talks/{id}/events:", "/talks/events:"),
             Contains("is not in the path '/talks/events'"));
  CHECK_THAT(broken("openapi.yaml", "/talks/{id}/events:", "/talks/{id/events:"), Contains("no template"));
  CHECK_THAT(broken("openapi.yaml", "/talks/{id}/events:", "/talks/{}/events:"), Contains("no template"));
  CHECK_THAT(broken("openapi.yaml", "in: path, required: true, schema: { type: string, format: uuid }", "in: path"),
             Contains("'id' is not required"));
  CHECK_THAT(broken("openapi.yaml", "in: query, schema: { type: boolean }", "in: cookie"), Contains("not supported"));
  CHECK_THAT(broken("openapi.yaml", "  /a/first:\n",
                    "  /talks/{other}/events:\n    get: { operationId: other, parameters: [ { name: other, in: "
                    "path, required: true } ], responses: { '200': {} } }\n  /a/first:\n"),
             Contains("match the same requests"));
  CHECK_THAT(broken("openapi.yaml", "  /a/first:", "  a/first:"), Contains("does not start with '/'"));
}

TEST_CASE("responses are keyed by status or default") {
  CHECK_THAT(broken("openapi.yaml", "'204':", "2XX:"), StartsWith("openapi.yaml:48 '2XX' is no status"));
  CHECK_THAT(broken("openapi.yaml", "        '204': { description: nothing }", "        {}"),
             Contains("declares no response"));
}

TEST_CASE("a schema that cannot be used is refused at its place") {
  CHECK_THAT(broken("openapi.yaml", "required: [text]", "requierd: [text]"),
             StartsWith("openapi.yaml:60 keyword 'requierd' is not supported; did you mean 'required'?"));
  CHECK_THAT(broken("openapi.yaml", "{ type: boolean }", "{ type: bool }"), Contains("'bool' is no type"));
}

TEST_CASE("unknown keys are refused with the nearest known one") {
  CHECK(broken("stream.yaml", "  cut_by:", "  cutby:") == "stream.yaml:22 unknown key 'cutby' | Did you mean 'cut_by'?");
  CHECK_THAT(broken("stream.yaml", "repeat: false", "repaet: false"), Contains("'repaet'"));
  CHECK_THAT(broken("clauses.yaml", "  proved_by: [chat/say", "  proven_by: [chat/say"),
             Contains("unknown key 'proven_by'"));
  CHECK_THAT(broken("deployment.yaml", "prefix:", "prefx:"), Contains("Did you mean 'prefix'?"));
  CHECK_THAT(broken("deployment.yaml", "title:", "titel:"), Contains("Did you mean 'title'?"));
}

TEST_CASE("a lane over unknown frames is refused at the lane") {
  CHECK(broken("stream.yaml", "START PART* END }", "START PRAT* END }") ==
        "stream.yaml:20 'PRAT' is no frame of 'watch' | Did you mean 'PART'?");
  CHECK_THAT(broken("stream.yaml", "order: START PART* END", "order: START .* END"), Contains("'.' in lane 'text'"));
  CHECK_THAT(broken("stream.yaml", "order: START PART* END", "order: START (PART* END"), Contains("is not closed"));
  CHECK_THAT(broken("stream.yaml", "name: whole", "name: text"), Contains("there twice"));
  CHECK_THAT(broken("stream.yaml", "name: whole", "name: run"), Contains("cannot be called 'run'"));
  CHECK_THAT(broken("stream.yaml", "run: RUN .*", "run: RNU .*"), Contains("'RNU' is no frame"));
}

TEST_CASE("terminals, cut_by and text name known frames") {
  CHECK_THAT(broken("stream.yaml", "terminals: [OK, FAIL]", "terminals: [OK, FIAL]"),
             StartsWith("stream.yaml:18 'FIAL' is not a frame"));
  CHECK_THAT(broken("stream.yaml", "cut_by: [FAIL]", "cut_by: [END]"),
             StartsWith("stream.yaml:22 'END' is not a terminal frame"));
  CHECK_THAT(broken("stream.yaml", "frame: PART,", "frame: PARTS,"), Contains("'PARTS' is no frame"));
  CHECK_THAT(broken("stream.yaml", ", delta: /data/delta", ""), Contains("'delta' is missing"));
  CHECK_THAT(broken("stream.yaml", "delta: /data/delta", "delta: data/delta"), Contains("Write '/data/delta'."));
}

TEST_CASE("schemas of frames must resolve and be usable") {
  CHECK_THAT(
      broken("stream.yaml", "RUN: { schema: '#/components/schemas/Frame' }", "RUN: { schema: '#/components/schemas/Fram' }"),
      StartsWith("stream.yaml:8 there is no schema at '#/components/schemas/Fram'"));
  CHECK_THAT(broken("stream.yaml", "PART: '#/components/schemas/Part'", "PRAT: '#/components/schemas/Part'"),
             Contains("'PRAT' is no frame"));
  CHECK_THAT(broken("stream.yaml", "payload: '#/components/schemas/Frame'", "payload: Frame"),
             Contains("no reference into openapi.yaml"));
}

TEST_CASE("a stream fits its operation") {
  CHECK_THAT(broken("stream.yaml", "watch:\n", "wach:\n"),
             StartsWith("stream.yaml:1 chat has no operation 'wach' | Did you mean 'watch'?"));
  CHECK_THAT(broken("stream.yaml", "Text/Event-Stream", "application/x-ndjson"), Contains("no response of 'watch'"));
  CHECK_THAT(broken("stream.yaml", "query: after", "query: before"),
             StartsWith("stream.yaml:24 'before' is not a query parameter"));
  CHECK_THAT(broken("stream.yaml", "operation: read", "operation: raed"), Contains("Did you mean 'read'?"));
  CHECK_THAT(broken("stream.yaml", "2: OK", "2: KO"), Contains("'KO' is no frame"));
  CHECK_THAT(broken("stream.yaml", "2: OK", "2: RUN"), Contains("two codes"));
  CHECK_THAT(broken("stream.yaml", "framing: sse", "framing: sss"), Contains("'sss' is no framing"));
  CHECK_THAT(broken("stream.yaml", "order: increasing", "order: random"), Contains("no order of ids"));
}

TEST_CASE("clauses have an id of their vendor, once") {
  CHECK_THAT(broken("clauses.yaml", "id: chat.hidden", "id: hidden"),
             StartsWith("clauses.yaml:15 clause id 'hidden' does not start with 'chat.'"));
  CHECK(broken("clauses.yaml", "id: chat.hidden", "id: chat.say.accepts") ==
        "clauses.yaml:15 clause id 'chat.say.accepts' is there twice | The other row is at line 1. Ids are never reused.");
  CHECK_THAT(broken("clauses.yaml", "id: chat.hidden", "id: chat.Hidden"), Contains("holds 'H'"));
}

TEST_CASE("clauses have proof or reason, never both, never neither") {
  CHECK_THAT(broken("clauses.yaml", "  proved_by: [chat/say, status]\n", ""),
             StartsWith("clauses.yaml:1 clause 'chat.say.accepts' has neither proof nor reason"));
  CHECK_THAT(broken("clauses.yaml", "[chat/say, status]", "[]"), Contains("neither proof nor reason"));
  CHECK_THAT(broken("clauses.yaml", "  excluded:", "  proved_by: [status]\n  excluded:"),
             StartsWith("clauses.yaml:21 clause 'chat.hidden' is both"));
}

TEST_CASE("clauses use known words, operations and checks") {
  CHECK_THAT(broken("clauses.yaml", "level: must", "level: shall"), StartsWith("clauses.yaml:3 'shall' is no level"));
  CHECK_THAT(broken("clauses.yaml", "provenance: seed", "provenance: sead"), Contains("Did you mean 'seed'?"));
  CHECK_THAT(broken("clauses.yaml", "operation: say", "operation: sya"),
             StartsWith("clauses.yaml:2 chat has no operation 'sya' | Did you mean 'say'?"));
  CHECK_THAT(broken("clauses.yaml", "chat/say, status]", "chat/say, statsu]"),
             StartsWith("clauses.yaml:7 there is no check 'statsu' | Did you mean 'status'?"));
  CHECK_THAT(broken("clauses.yaml", "chat/say, status]", "chat/say, expect.status]"), Contains("no check 'expect.status'"));
  CHECK_THAT(broken("clauses.yaml", "chat/say,", "reveng/say,"), Contains("'reveng/say' is no scenario of chat"));
  CHECK_THAT(broken("clauses.yaml", "stream.order.text,", "stream.order.txet,"),
             Contains("Did you mean 'stream.order.text'?"));
  CHECK_THAT(broken("clauses.yaml", "chat/say, status]", "chat/say, stream.ids]"), Contains("operation 'say' has none"));
  CHECK_THAT(broken("clauses.yaml", "  source: page 1\n", ""), Contains("'source' is missing"));
  CHECK_THAT(broken("clauses.yaml", "  text: Saying something answers 202.", "  text: ''"), Contains("'text' is empty"));
  CHECK_THAT(broken("clauses.yaml", "  text: Saying something answers 202.", "  text: 202"), Contains("must be text"));
  CHECK_THAT(broken("clauses.yaml", "proved_by: [chat/say, status]", "proved_by: status"), Contains("must be a list"));
}

TEST_CASE("a deployment's rows hold together") {
  CHECK_THAT(broken("deployment.yaml", "default: declared", "default: decalred"), Contains("Did you mean 'declared'?"));
  CHECK_THAT(broken("deployment.yaml", "  default: { credential", "  main: { credential"), Contains("no persona 'default'"));
  CHECK_THAT(broken("deployment.yaml", "credential: key-2", "credential: key-1"),
             StartsWith("deployment.yaml:10 persona 'other' has the credential of 'default'"));
  CHECK_THAT(broken("deployment.yaml", "credential: key-2, ", ""), Contains("has no credential"));
  CHECK_THAT(broken("deployment.yaml", "  other:", "  nobody:"), Contains("built in"));
  CHECK_THAT(broken("deployment.yaml", "base_url: https://chat.example\n", ""), Contains("'base_url' is missing"));
  CHECK_THAT(broken("deployment.yaml", "auth: { header: Authorization, prefix: 'Bearer ' }", "auth: Authorization"),
             Contains("a mapping is expected"));
}

TEST_CASE("files of another shape are refused, not read as empty") {
  for (const char* file : {"openapi.yaml", "stream.yaml", "clauses.yaml", "deployment.yaml"}) {
    auto texts = files();
    texts.at(file) = "just text";
    INFO(file);
    CHECK_THROWS_AS(static_cast<void>(spec::load_vendor(documents(texts), "chat")), source::UserError);
  }
}
