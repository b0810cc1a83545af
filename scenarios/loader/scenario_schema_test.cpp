// scenario.schema.json says the same as the loader, as far as a schema can.
#include <fstream>
#include <set>
#include <string>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "framework/catch.hpp"
#include "loader/matcher_rules.hpp"
#include "loader/mistakes_test.hpp"
#include "loader/read_expectations.hpp"
#include "loader/read_script.hpp"
#include "loader/read_steps.hpp"
#include "source/document_set.hpp"

namespace confab::scenarios {
namespace {

using source::Json;

const Json& schema_json() {
  static const Json schema = Json::parse(std::ifstream(CONFAB_SOURCE_DIR "/scenarios/scenario.schema.json"));
  return schema;
}

std::string issues(const Json& value) {
  static const auto schema = [] {
    auto parsed = std::make_unique<valijson::Schema>();
    valijson::SchemaParser().populateSchema(valijson::adapters::NlohmannJsonAdapter(schema_json()), *parsed);
    return parsed;
  }();
  valijson::ValidationResults results;
  if (valijson::Validator().validate(*schema, valijson::adapters::NlohmannJsonAdapter(value), &results)) return {};
  std::string text;
  for (valijson::ValidationResults::Error error; results.popError(error);) text += error.description + "\n";
  return text;
}

std::set<std::string> property_names(const std::string& definition) {
  std::set<std::string> names;
  for (const auto& [name, schema] : schema_json().at("definitions").at(definition).at("properties").items())
    names.insert(name);
  return names;
}

std::set<std::string> as_set(std::span<const std::string> words) {
  return {words.begin(), words.end()};
}

std::set<std::string> definitions_with(const std::string& prefix) {
  std::set<std::string> found;
  for (const auto& [name, schema] : schema_json().at("definitions").items()) {
    if (name.starts_with(prefix)) found.insert(name.substr(prefix.size()));
  }
  return found;
}

}  // namespace

TEST_CASE("Every scenario of the repository is valid by the schema") {
  const auto documents = source::DocumentSet::from_directory(CONFAB_SOURCE_DIR "/scenarios");
  CHECK(documents.paths("").size() > 10);
  for (const std::string& path : documents.paths("")) {
    CAPTURE(path);
    CHECK(issues(documents.at(path).value()) == "");
  }
}

TEST_CASE("Schema and loader refuse the same structure and accept the same structure") {
  for (const Mistake& mistake : mistakes()) {
    CAPTURE(mistake.yaml);
    CHECK(issues(source::Document::parse_yaml("a.yaml", mistake.yaml).value()).empty() == !mistake.structural);
  }
  for (const std::string& yaml : good_files()) {
    CAPTURE(yaml);
    CHECK(issues(source::Document::parse_yaml("a.yaml", yaml).value()) == "");
  }
}

TEST_CASE("Schema and loader know the same kinds of steps with the same keys") {
  std::set<std::string> kinds;
  for (const auto& [kind, keys] : step_keys()) {
    CAPTURE(kind);
    kinds.insert(kind);
    CHECK(property_names("step_" + kind) == as_set(keys));
  }
  CHECK(definitions_with("step_") == kinds);
}

TEST_CASE("Schema and loader know the same actions with the same keys") {
  std::set<std::string> kinds;
  for (const auto& [kind, options] : action_keys()) {
    CAPTURE(kind);
    kinds.insert(kind);
    auto keys = as_set(options);
    keys.insert(kind);
    CHECK(property_names("action_" + kind) == keys);
  }
  CHECK(definitions_with("action_") == kinds);
}

TEST_CASE("Schema and loader know the same keys of an expectation and the same operators") {
  CHECK(property_names("expectation_exchange") == as_set(expectation_keys(Expecting::exchange)));
  CHECK(property_names("expectation_stream") == as_set(expectation_keys(Expecting::stream)));
  CHECK(property_names("expectation_awaited") == as_set(expectation_keys(Expecting::awaited)));
  CHECK(property_names("expectation_parallel") == as_set(expectation_keys(Expecting::parallel)));
  CHECK(property_names("operators") == as_set(matcher_operators()));
}

}  // namespace confab::scenarios
