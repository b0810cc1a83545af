// For tests: a few schemas.
#pragma once

#include <memory>

#include "model/schema_set.hpp"

namespace confab::mock::test {

inline std::shared_ptr<const spec::SchemaSet> schemas() {
  return std::make_shared<const spec::SchemaSet>(source::Json::parse(R"({
    "components": {"schemas": {
      "Uuid": {"type": "string", "format": "uuid"},
      "Uuid4": {"type": "string", "format": "uuid", "pattern": "^.{14}4"},
      "Int64": {"type": "integer", "format": "int64"},
      "Word": {"type": "string", "enum": ["yes", "true", "1"]},
      "Words": {"type": "array", "items": {"$ref": "#/components/schemas/Word"}},
      "Numbers": {"type": "array", "items": {"type": "integer"}},
      "Form": {"type": "object", "required": ["files"], "additionalProperties": false, "properties": {
        "files": {"type": "array", "items": {"type": "string", "contentMediaType": "application/octet-stream"}},
        "title": {"type": "string", "maxLength": 5},
        "size": {"type": "integer"},
        "sizes": {"type": "array", "items": {"type": "integer"}}
      }},
      "Flag": {"type": "boolean"},
      "Ratio": {"type": "number"},
      "Note": {"type": "object", "additionalProperties": false, "required": ["text"], "properties": {
        "text": {"type": "string"},
        "size": {"type": "integer", "format": "int64"},
        "maybe": {"type": ["string", "null"]},
        "inner": {"type": "object", "additionalProperties": false, "properties": {"id": {"type": "integer"}}},
        "list": {"type": "array", "items": {"type": "integer"}}
      }}
    }}})"));
}

}  // namespace confab::mock::test
