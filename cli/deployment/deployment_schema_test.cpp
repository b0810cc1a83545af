// deployment.schema.json says the same as the loader, as far as a schema can; and what `confab init` writes is good by both.
#include <fstream>
#include <memory>
#include <set>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "deployment/deployment_samples_test.hpp"
#include "deployment/deployment_template.hpp"
#include "deployment/read_deployment.hpp"
#include "framework/catch.hpp"
#include "wiring/knowledge.hpp"

using namespace confab;
using namespace confab::cli;

namespace {

using source::Json;

const Json& schema_json() {
  static const Json schema = Json::parse(std::ifstream(CONFAB_SOURCE_DIR "/conformance/deployment.schema.json"));
  return schema;
}

bool fits(const Json& value) {
  static const auto schema = [] {
    auto parsed = std::make_unique<valijson::Schema>();
    valijson::SchemaParser().populateSchema(valijson::adapters::NlohmannJsonAdapter(schema_json()), *parsed);
    return parsed;
  }();
  return valijson::Validator().validate(*schema, valijson::adapters::NlohmannJsonAdapter(value), nullptr);
}

bool fits(const std::string& yaml) {
  return fits(source::Document::parse_yaml("a.yaml", yaml).value());
}

std::set<std::string> properties(const std::string& pointer) {
  std::set<std::string> names;
  for (const auto& [name, schema] : schema_json().at(Json::json_pointer(pointer + "/properties")).items())
    names.insert(name);
  return names;
}

std::set<std::string> keys(const std::string& mapping) {
  const auto& known = deployment_keys().at(mapping);
  return {known.begin(), known.end()};
}

}  // namespace

TEST_CASE("schema and loader of deployments refuse and accept the same structure") {
  for (const samples::Mistake& mistake : samples::mistakes()) {
    CAPTURE(mistake.yaml);
    CHECK(fits(mistake.yaml) == !mistake.structural);
  }
  for (const std::string& yaml : samples::good_files()) {
    CAPTURE(yaml);
    CHECK(fits(yaml));
  }
}

TEST_CASE("schema and loader of deployments know the same keys") {
  CHECK(properties("") == keys(""));
  CHECK(properties("/properties/limits") == keys("limits"));
  CHECK(properties("/properties/tls") == keys("tls"));
  CHECK(properties("/definitions/command") == keys("command"));
}

TEST_CASE("what init writes for each contract loads as it is, and names everything the contract knows") {
  const Knowledge knowledge({});
  for (const std::string& label : knowledge.labels()) {
    CAPTURE(label);
    const spec::Vendor vendor = knowledge.vendor(label);
    const std::string text = deployment_template(vendor);
    CAPTURE(text);
    CHECK(fits(text));
    const DeploymentSource source = DeploymentSource::parse("new.yaml", text);
    const NamedContract named = named_contract(source);
    CHECK(knowledge.label(named.vendor, named.contract) == label);
    const DeploymentFile file = read_deployment(source, vendor, knowledge.scenarios(vendor));
    CHECK(file.base_url == vendor.base_url);
    CHECK(file.credentials.contains("default") == !vendor.auth_header.empty());
    for (const spec::Variable& variable : vendor.variables)
      CHECK(text.find("# " + variable.name + ": ") != std::string::npos);
    for (const spec::Feature& feature : vendor.features)
      CHECK((text.find(feature.name + ": ") != std::string::npos) == (feature.name != "scripted_agent"));
  }
}

TEST_CASE("the template without its comment signs is good as well") {
  std::string text = deployment_template(samples::vendor());
  for (const char* key : {"  # second_user:", "  # titles:", "  # agent:", "# variables:", "  # requests_per_second:",
                          "  # concurrency:", "  # stream_timeout:", "  # response_bytes:", "  # stream_frames:"}) {
    CAPTURE(key);
    const std::size_t at = text.find(key);
    REQUIRE(at != std::string::npos);
    text.erase(text.find('#', at), 2);
  }
  CAPTURE(text);
  const DeploymentSource source = DeploymentSource::parse("new.yaml", text);
  const DeploymentFile file = read_deployment(source, samples::vendor(), samples::stories());
  CHECK(file.declared == std::set<std::string, std::less<>>{"replay", "titles"});
  CHECK(file.variables.at("agent") == "mock-agent");
  CHECK(file.limits.concurrency == 4);
}
