// Whether a path or query value is one its schema allows.
#pragma once

#include <memory>
#include <string_view>

#include "model/operation.hpp"
#include "model/schema_set.hpp"

namespace confab::mock {

struct QueryRules {
  bool lenient = false;  // a value that its schema refuses is handed on: the vendor decides. A missing one never is
};

/// A value is valid if its schema accepts it as a text or as the number or boolean it spells, or a list with it
/// alone (a repeated key is one list, of which each value is judged). Asks the schema at
/// construction whether it accepts UUIDs of every kind; if so, those later pass without the schema engine.
class ParameterCheck {
 public:
  ParameterCheck(const spec::Parameter& parameter, std::shared_ptr<const spec::SchemaSet> schemas);

  [[nodiscard]] bool accepts(std::string_view text) const;
  [[nodiscard]] const spec::Parameter& parameter() const { return parameter_; }

 private:
  [[nodiscard]] bool schema_accepts(const source::Json& value) const;
  spec::Parameter parameter_;
  std::shared_ptr<const spec::SchemaSet> schemas_;
  bool takes_any_uuid_ = false;
};

}  // namespace confab::mock
