#include "checks/sample_value.hpp"

#include <algorithm>

#include "checks/vendor_streams.hpp"
#include "framework/catch.hpp"
#include "model/schema_set.hpp"
#include "source/invariant.hpp"

namespace confab::conformance {
namespace {

using source::Json;

// Deeper than anything that checks look at; what is optional below stays away.
constexpr int kMaxDepth = 3;

class Sampler {
 public:
  Sampler(const Json& document, std::mt19937& random) : document_(document), random_(random) {}

  Json value(const Json& given, int depth) {
    const Json schema = flat(given);
    if (schema.contains("const")) return schema["const"];
    if (schema.contains("enum")) return schema["enum"][random_() % schema["enum"].size()];
    const std::string type = type_of(schema);
    if (type == "object") return object(schema, depth);
    if (type == "array") return array(schema, depth);
    if (type == "integer" || type == "number") return number(schema);
    if (type == "boolean") return random_() % 2 == 0;
    if (type == "null") return nullptr;
    return text(schema);
  }

 private:
  const Json& resolved(const Json& schema) const {
    const Json* here = &schema;
    while (here->is_object() && here->contains("$ref")) {
      here = source::find(document_, (*here)["$ref"].get<std::string>().substr(1));
      source::invariant(here != nullptr, "the loader has seen every reference resolve");
    }
    return *here;
  }

  /// Without references and choices: allOf all, anyOf and oneOf one of them.
  Json flat(const Json& given) {
    const Json& schema = resolved(given);
    if (!schema.is_object()) return Json::object();
    Json all = schema;
    std::vector<Json> parts;
    for (const Json& part : schema.value("allOf", Json::array())) parts.push_back(flat(part));
    for (const char* one : {"anyOf", "oneOf"}) {
      if (schema.contains(one)) parts.push_back(flat(schema[one][random_() % schema[one].size()]));
    }
    for (const Json& part : parts) merge(all, part);
    return all;
  }

  static void merge(Json& all, const Json& part) {
    for (const auto& [key, value] : part.items()) {
      if (key == "properties") {
        all[key].update(value);
      } else if (key == "required" && all.contains(key)) {
        for (const Json& name : value) all[key].push_back(name);
      } else {
        all[key] = value;
      }
    }
  }

  std::string type_of(const Json& schema) {
    if (!schema.contains("type")) return schema.contains("properties") ? "object" : "string";
    if (schema["type"].is_string()) return schema["type"];
    return schema["type"][random_() % schema["type"].size()];
  }

  Json object(const Json& schema, int depth) {
    Json made = Json::object();
    const Json properties = schema.value("properties", Json::object());
    for (const Json& name : schema.value("required", Json::array()))
      made[name.get<std::string>()] = value(properties.value(name.get<std::string>(), Json::object()), depth + 1);
    for (const auto& [name, property] : properties.items()) {
      const bool wanted = depth < kMaxDepth && random_() % 4 == 0;
      if (wanted && property != false && !made.contains(name)) made[name] = value(property, depth + 1);
    }
    return made;
  }

  Json array(const Json& schema, int depth) {
    Json made = Json::array();
    const std::size_t least = schema.value("minItems", schema.contains("items") && depth < kMaxDepth ? 1U : 0U);
    while (made.size() < least) made.push_back(value(schema.value("items", Json::object()), depth + 1));
    return made;
  }

  Json number(const Json& schema) {
    const int least = schema.value("minimum", 0);
    const int most = std::min(schema.value("maximum", least + 2), least + 2);
    return least + static_cast<int>(random_() % static_cast<unsigned>(most - least + 1));
  }

  Json text(const Json& schema) {
    const std::string format = schema.value("format", "");
    const std::string digits = std::to_string(1000 + random_() % 9000);
    if (format == "uuid") return "00000000-0000-4000-8000-00000000" + digits;
    if (format == "date-time") return "2026-11-25T10:00:00.000Z";
    if (format == "date") return "2026-11-25";
    const std::string pattern = schema.value("pattern", "");
    if (pattern.find("{24}") != std::string::npos) return "00000000000000000000" + digits;
    if (pattern.find("{12}") != std::string::npos) return "00000000-0000-4000-8000-00000000" + digits;
    std::string words = "word " + digits;
    words.resize(std::max<std::size_t>(words.size(), schema.value("minLength", 0U)), 'x');
    return words;
  }

  const Json& document_;
  std::mt19937& random_;
};

std::string schema_of(const std::map<std::string, std::string, std::less<>>& schemas, const std::string& name) {
  const auto found = schemas.find(name);
  return found == schemas.end() ? std::string() : found->second;
}

/// So that spec.name_of() reads the name from the payload again.
void write_name(const spec::StreamSpec& spec, const std::string& name, Json& payload) {
  if (!spec.name_repeated_in.empty()) payload[Json::json_pointer(spec.name_repeated_in)] = name;
  if (spec.name_field.starts_with('/') && spec.name_of("", payload) != name && spec.name_otherwise.empty())
    payload[Json::json_pointer(spec.name_field)] = name;
  for (const spec::NameRule& rule : spec.name_otherwise) {
    if (rule.is == name && rule.equals) payload[Json::json_pointer(rule.has)] = *rule.equals;
  }
}

}  // namespace

Json sample_value(const Json& document, std::string_view pointer, std::mt19937& random) {
  const Json* schema = source::find(document, pointer);
  REQUIRE(schema != nullptr);
  return Sampler(document, random).value(*schema, 0);
}

Json sample_payload(const spec::StreamSpec& spec, const Json& document, const std::string& name, std::mt19937& random) {
  Json payload = Json::object();
  for (const std::string& schema : {spec.payload_schema, schema_of(spec.frames, name)}) {
    if (!schema.empty()) payload = sample_value(document, schema, random);
  }
  if (const std::string schema = schema_of(spec.data_schemas, name); !schema.empty()) {
    payload[Json::json_pointer(spec.data_at)] = sample_value(document, schema, random);
  }
  write_name(spec, name, payload);
  return payload;
}

}  // namespace confab::conformance

using namespace confab;
using namespace confab::conformance;

TEST_CASE("sampled payloads match every schema of every vendor's frames and are read as that frame") {
  for (const VendorStream& stream : vendor_streams()) {
    for (const auto& [name, schema] : stream.spec->frames) {
      for (unsigned seed = 1; seed <= 5; ++seed) {
        std::mt19937 random(seed);
        const source::Json payload = sample_payload(*stream.spec, stream.schemas->document(), name, random);
        INFO(stream.label << ": " << name << ": " << payload.dump());
        CHECK(stream.spec->name_of(name, payload) == name);
        if (!schema.empty()) CHECK(stream.schemas->check(schema, payload).empty());
      }
    }
  }
}
