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
  row.only({"credential", "text", "same_as", "prefix", "query"});
  Persona persona{name, row.text("text"), row.text_or("credential", ""), row.text_or("same_as", ""), {}, {}};
  if (row.has("prefix")) persona.prefix = row.text_or("prefix", "");
  persona.query = row.text_or("query", "");
  if (!persona.same_as.empty() && row.has("credential"))
    throw row.error("credential", "this persona has the credential of another one", "Remove same_as or credential.");
  return persona;
}

/// A persona that only sends another one's credential differently gets it here.
void lend_credentials(const source::Document& document, Vendor& vendor) {
  for (Persona& persona : vendor.personas) {
    if (persona.same_as.empty()) continue;
    const Persona* owner = vendor.persona(persona.same_as);
    if (owner != nullptr && owner->same_as.empty()) {
      persona.credential = owner->credential;
      continue;
    }
    std::vector<std::string> known;
    for (const Persona& each : vendor.personas)
      if (each.same_as.empty()) known.push_back(each.name);
    throw document.error(below(below("/personas", persona.name), "same_as"),
                         fmt::format("there is no persona \"{}\" with a credential of its own", persona.same_as),
                         source::suggest(persona.same_as, known));
  }
}

Variable read_variable(const std::string& name, const Record& row) {
  row.only({"default", "text"});
  return {name, row.text("text"), row.text("default")};
}

std::vector<std::string> read_mounts(const Record& file) {
  if (!file.has("mounts")) return {""};
  std::vector<std::string> mounts;
  if (!file.value("mounts").is_array() || file.value("mounts").empty())
    throw file.error("mounts", "\"mounts\" is a list of paths", "Write mounts: ['', /api/v1].");
  for (const source::Json& mount : file.value("mounts")) {
    const bool path = mount.is_string() && (mount == "" || (mount.get_ref<const std::string&>().starts_with('/') &&
                                                            !mount.get_ref<const std::string&>().ends_with('/')));
    if (!path) throw file.error("mounts", "a mount starts with a slash and does not end in one", "The root is ''.");
    mounts.push_back(mount.get<std::string>());
  }
  return mounts;
}

bool read_either_slash(const Record& file) {
  const std::string word = file.text_or("trailing_slash", "exact");
  if (word == "either" || word == "exact") return word == "either";
  throw file.error("trailing_slash", fmt::format("\"{}\" is no rule for slashes", word), "Write exact or either.");
}

}  // namespace

void read_deployment(const source::Document& document, Vendor& vendor) {
  const Record file(document, "");
  file.only({"title", "base_url", "auth", "features", "personas", "variables", "mounts", "trailing_slash", "creates"});
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
    lend_credentials(document, vendor);
  }
  if (const auto variables = file.record_if_any("variables")) {
    for (const auto& name : variables->keys()) vendor.variables.push_back(read_variable(name, variables->record(name)));
  }
  vendor.mounts = read_mounts(file);
  vendor.either_slash = read_either_slash(file);
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
    if (!persona.same_as.empty()) continue;
    const auto [owner, first] = owners.emplace(persona.credential, persona.name);
    if (first) continue;
    throw document.error(at + "/credential",
                         fmt::format("persona \"{}\" has the credential of \"{}\"", persona.name, owner->second),
                         "The mock tells personas apart by their credential: choose another one.");
  }
}

}  // namespace confab::spec
