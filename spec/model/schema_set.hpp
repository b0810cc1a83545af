// JSON Schema validation of everything one OpenAPI document describes.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "source/json_text.hpp"

namespace confab::spec {

/// `pointer` points into the judged value; empty is the whole value.
struct SchemaIssue {
  std::string pointer;
  std::string reason;
  std::string keyword = {};  // of the schema, the one that is broken: "type", "required"; empty: not known
  std::string missing = {};  // for "required": the property that is not there
};

/// Schemas are compiled when first used and kept; safe to use from several threads. OpenAPI 3.1 schemas are read as draft 7,
/// with `format` (uuid, date-time, int32, int64) made binding. As there, 1.0 is an integer, and numbers compare by value.
/// Supported are the keywords named in schema_dialect.cpp; any other is a reason for being unusable.
class SchemaSet {
 public:
  explicit SchemaSet(source::Json openapi);
  ~SchemaSet();
  SchemaSet(SchemaSet&&) noexcept;
  SchemaSet& operator=(SchemaSet&&) noexcept;

  /// Throws InvariantViolated if no schema stands at `schema_pointer` ("/components/schemas/Conversation"); the loader
  /// checked them all. No issues: the value is valid. A value with very many faults gets the first hundred or so.
  [[nodiscard]] std::vector<SchemaIssue> check(std::string_view schema_pointer, const source::Json& value) const;

  /// The whole OpenAPI document, as it was given; lives as long as this set.
  [[nodiscard]] const source::Json& document() const;

  /// Whether a schema stands there and can be compiled; the reason if not.
  [[nodiscard]] std::string why_unusable(std::string_view schema_pointer) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace confab::spec
