#include "model/schema_set.hpp"

#include <fmt/format.h>

#include <map>
#include <mutex>
#include <shared_mutex>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "model/schema_dialect.hpp"
#include "model/schema_issues.hpp"
#include "model/value_rules.hpp"
#include "source/invariant.hpp"

namespace confab::spec {
namespace {

using source::Json;
using valijson::adapters::NlohmannJsonAdapter;

struct CompiledSchema {
  valijson::Schema schema;
  std::string unusable;  // the reason; empty: `schema` may be used
};

std::unique_ptr<const CompiledSchema> compile(const Json& openapi, std::string_view pointer) {
  auto compiled = std::make_unique<CompiledSchema>();
  const auto translated = translate_schema(openapi, pointer);
  if (!translated) {
    compiled->unusable = translated.error();
    return compiled;
  }
  try {
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.addConstraintBuilder(kRulesKeyword, make_rules_builder().release());
    parser.populateSchema(NlohmannJsonAdapter(*translated), compiled->schema);
  } catch (const std::runtime_error& error) {
    compiled->unusable = fmt::format("{} (schema '#{}')", error.what(), pointer);
  }
  return compiled;
}

/// valijson reads integers as 64 bits with a sign, which would turn these negative; as doubles they stay what they are.
bool wraps(const Json& value) {
  return value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX);
}

bool holds_wrapping(const Json& value) {
  if (!value.is_structured()) return wraps(value);
  for (const Json& part : value) {
    if (holds_wrapping(part)) return true;
  }
  return false;
}

void widen(Json& value) {
  if (wraps(value)) value = static_cast<double>(value.get<std::uint64_t>());
  if (!value.is_structured()) return;
  for (Json& part : value) widen(part);
}

bool is_valid(const CompiledSchema& compiled, const Json& value, valijson::ValidationResults* results) {
  valijson::Validator validator;
  return validator.validate(compiled.schema, NlohmannJsonAdapter(value), results);
}

std::vector<SchemaIssue> judge(const CompiledSchema& compiled, const Json& value) {
  // Without a list to fill, validation stops at the first error: most values are valid, and hostile ones stay cheap.
  if (is_valid(compiled, value, nullptr)) return {};
  valijson::ValidationResults results;
  try {
    is_valid(compiled, value, &results);
  } catch (const EnoughErrors&) {
  }
  std::vector<SchemaIssue> issues = select_issues(results);
  if (issues.empty()) issues.push_back({"", "does not match its schema"});
  return issues;
}

}  // namespace

struct SchemaSet::State {
  Json openapi;
  std::shared_mutex mutex;
  std::map<std::string, std::unique_ptr<const CompiledSchema>, std::less<>> compiled;

  /// Entries are never removed or replaced, so the result stays valid without the lock.
  const CompiledSchema& at(std::string_view pointer) {
    {
      const std::shared_lock reading(mutex);
      const auto found = compiled.find(pointer);
      if (found != compiled.end()) return *found->second;
    }
    const std::unique_lock writing(mutex);
    auto& entry = compiled[std::string(pointer)];
    if (!entry) entry = compile(openapi, pointer);
    return *entry;
  }
};

SchemaSet::SchemaSet(Json openapi) : state_(std::make_unique<State>()) {
  state_->openapi = std::move(openapi);
}
SchemaSet::~SchemaSet() = default;
SchemaSet::SchemaSet(SchemaSet&&) noexcept = default;
SchemaSet& SchemaSet::operator=(SchemaSet&&) noexcept = default;

std::vector<SchemaIssue> SchemaSet::check(std::string_view schema_pointer, const Json& value) const {
  const CompiledSchema& compiled = state_->at(schema_pointer);
  source::invariant(compiled.unusable.empty(), compiled.unusable);
  if (!holds_wrapping(value)) return judge(compiled, value);
  Json widened = value;
  widen(widened);
  return judge(compiled, widened);
}

const Json& SchemaSet::document() const {
  return state_->openapi;
}

std::string SchemaSet::why_unusable(std::string_view schema_pointer) const {
  return state_->at(schema_pointer).unusable;
}

}  // namespace confab::spec
