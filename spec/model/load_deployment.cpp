#include "model/load_deployment.hpp"

#include <fmt/format.h>

#include <map>

#include "model/record.hpp"
#include "source/nearest_word.hpp"

namespace confab::spec {
namespace {

FeatureDefault read_default(const Record& row) {
  const std::string word = row.text("default");
  const auto value = word_in<FeatureDefault>(
      {{"declared", FeatureDefault::declared}, {"tried", FeatureDefault::tried}, {"absent", FeatureDefault::absent}}, word);
  if (value) return *value;
  const std::vector<std::string> known{"declared", "tried", "absent"};
  throw row.error("default", fmt::format("\"{}\" is no default of a feature", word), source::suggest(word, known));
}

Feature read_feature(const std::string& name, const Record& row) {
  row.only({"default", "text"});
  return {name, row.text("text"), read_default(row)};
}

Persona read_persona(const std::string& name, const Record& row) {
  row.only({"credential", "text"});
  return {name, row.text("text"), row.text_or("credential", "")};
}

}  // namespace

void read_deployment(const source::Document& document, Vendor& vendor) {
  const Record file(document, "");
  file.only({"title", "base_url", "auth", "features", "personas"});
  vendor.title = file.text("title");
  vendor.base_url = file.text("base_url");
  if (const auto auth = file.record_if_any("auth")) {
    auth->only({"header", "prefix"});
    vendor.auth_header = auth->text("header");
    vendor.auth_prefix = auth->text_or("prefix", "");
  }
  if (const auto features = file.record_if_any("features")) {
    for (const auto& name : features->keys()) vendor.features.push_back(read_feature(name, features->record(name)));
  }
  if (const auto personas = file.record_if_any("personas")) {
    for (const auto& name : personas->keys()) vendor.personas.push_back(read_persona(name, personas->record(name)));
  }
}

void check_deployment(const source::Document& document, const Vendor& vendor) {
  if (vendor.auth_header.empty()) return;
  if (vendor.persona("default") == nullptr) {
    throw document.error("/personas", "there is no persona \"default\"",
                         "Every step without a persona of its own uses it: add it.");
  }
  std::map<std::string, std::string> owners;
  for (const Persona& persona : vendor.personas) {
    const std::string at = below("/personas", persona.name);
    if (persona.name == "nobody") {
      throw document.key_error(at, "the persona \"nobody\" is built in: it sends no credential", "Choose another name.");
    }
    if (persona.credential.empty()) {
      throw document.error(at, fmt::format("persona \"{}\" has no credential", persona.name), "Add \"credential: …\".");
    }
    const auto [owner, first] = owners.emplace(persona.credential, persona.name);
    if (first) continue;
    throw document.error(at + "/credential",
                         fmt::format("persona \"{}\" has the credential of \"{}\"", persona.name, owner->second),
                         "The mock tells personas apart by their credential: choose another one.");
  }
}

}  // namespace confab::spec
