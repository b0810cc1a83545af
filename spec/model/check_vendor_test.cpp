#include "model/small_vendor.hpp"

using namespace confab;
using namespace confab::spec::small_vendor;
using Catch::Contains;
using Catch::StartsWith;

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
  CHECK_THAT(broken("openapi.yaml", "'204':", "2xx:"), StartsWith("openapi.yaml:48 '2xx' is no status"));
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

TEST_CASE("a frame that the run has no place for is refused") {
  CHECK(
      broken("stream.yaml", "run: RUN .* (OK | FAIL)", "run: RUN (START | PART)* (OK | FAIL)") ==
      "stream.yaml:17 frame 'END' has no place in the run | Every stream that holds it would be judged wrong: add it to the "
      "expression.");
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

TEST_CASE("a name stands in a field or in the payload, and its rules are whole") {
  const std::string name = "name: { field: event, repeated_in: /type }";
  CHECK_THAT(broken("stream.yaml", name, "name: { field: event, at: /k }"), Contains("in a field of the frame or in its"));
  CHECK_THAT(broken("stream.yaml", name, "name: {}"), StartsWith("stream.yaml:4 a name stands either"));
  CHECK_THAT(broken("stream.yaml", name, "name: { otherwise: {} }"), Contains("'otherwise' is a list"));
  CHECK_THAT(broken("stream.yaml", name, "name: { at: /k, otherwise: [ { has: /e, is: FIAL } ] }"),
             Contains("Did you mean 'FAIL'?"));
  CHECK_THAT(broken("stream.yaml", name, "name: { otherwise: [ { equals: 1, is: FAIL } ] }"),
             Contains("Add has: /pointer."));
  CHECK_THAT(broken("stream.yaml", name, "name: { at: k }"), Contains("Write '/k'."));
  CHECK(broken("stream.yaml", name, "name: { at: /k, otherwise: [ { has: /e, equals: 1, is: FAIL }, { is: OK } ] }") ==
        "no error");
}

TEST_CASE("personas that share a credential, variables, mounts and slashes are whole") {
  const std::string other = "credential: key-2,";
  CHECK_THAT(broken("deployment.yaml", other, "same_as: defualt,"), Contains("Did you mean 'default'?"));
  CHECK_THAT(broken("deployment.yaml", other, "same_as: other,"),
             Contains("no persona 'other' with a credential of its own"));
  CHECK_THAT(broken("deployment.yaml", other, "credential: key-2, same_as: default,"), Contains("has the credential of"));
  CHECK(broken("deployment.yaml", other, "same_as: default, prefix: '', query: key,") == "no error");
  const std::string title = "title: Chat API\n";
  CHECK_THAT(broken("deployment.yaml", title, title + "variables: { agent: { text: An agent. } }\n"),
             Contains("'default' is missing"));
  CHECK_THAT(broken("deployment.yaml", title, title + "mounts: /api\n"), Contains("a list of paths"));
  CHECK_THAT(broken("deployment.yaml", title, title + "mounts: [ api ]\n"), Contains("starts with a slash"));
  CHECK_THAT(broken("deployment.yaml", title, title + "mounts: [ /api/ ]\n"), Contains("does not end in one"));
  CHECK_THAT(broken("deployment.yaml", title, title + "trailing_slash: both\n"), Contains("Write exact or either."));
}

TEST_CASE("files of another shape are refused, not read as empty") {
  for (const char* file : {"openapi.yaml", "stream.yaml", "clauses.yaml", "deployment.yaml"}) {
    auto texts = files();
    texts.at(file) = "just text";
    INFO(file);
    CHECK_THROWS_AS(static_cast<void>(spec::load_vendor(documents(texts), "chat")), source::UserError);
  }
}
