// For the tests of the loader: a small vendor that holds together, and what becomes of it when one line is broken.
#pragma once

#include <algorithm>
#include <map>
#include <string>

#include "framework/catch.hpp"
#include "model/load_vendor.hpp"
#include "source/user_error.hpp"

namespace confab::spec::small_vendor {

/// A small vendor that holds together; each test breaks one line of it.
inline const std::map<std::string, std::string>& files() {
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

inline source::DocumentSet documents(const std::map<std::string, std::string>& texts) {
  source::DocumentSet set;
  for (const auto& [name, text] : texts) {
    const std::string path = "vendors/chat/" + name;
    set.add(path, [path, text = text] { return source::Document::parse_yaml(path, text); });
  }
  return set;
}

inline spec::Vendor load() {
  return spec::load_vendor(documents(files()), "chat");
}

inline std::map<std::string, std::string> edited(const std::string& file, const std::string& before,
                                                 const std::string& after) {
  auto texts = files();
  std::string& text = texts.at(file);
  const auto at = text.find(before);
  REQUIRE(at != std::string::npos);
  text.replace(at, before.size(), after);
  return texts;
}

/// The error that this edit of the sample gives: "FILE:LINE what | remedy", its quotation marks as '…' to be readable here.
inline std::string broken(const std::string& file, const std::string& before, const std::string& after) {
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

}  // namespace confab::spec::small_vendor
