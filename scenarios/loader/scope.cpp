#include "loader/scope.hpp"

#include <algorithm>

#include "loader/template_text.hpp"
#include "source/nearest_word.hpp"

namespace confab::scenarios {
namespace {

constexpr std::string_view kPrompts = "prompts.";
constexpr std::string_view kVars = "vars.";

bool is_provided(std::string_view name, const Scope& scope) {
  if (name == "run.id") return true;
  if (name.starts_with(kVars)) return scope.vendor.variable(name.substr(kVars.size())) != nullptr;
  if (name.starts_with(kPrompts)) return scope.prompts.contains(name.substr(kPrompts.size()));
  return scope.saved.contains(name);
}

std::vector<std::string> provided_names(const Scope& scope) {
  std::vector<std::string> names(scope.saved.begin(), scope.saved.end());
  for (const std::string& prompt : scope.prompts) names.push_back(std::string(kPrompts) + prompt);
  names.emplace_back("run.id");
  for (const spec::Variable& variable : scope.vendor.variables) names.push_back(std::string(kVars) + variable.name);
  return names;
}

std::string vendor_of(std::string_view clause) {
  return std::string(clause.substr(0, clause.find('.')));
}

}  // namespace

void Scope::learn(const std::vector<Save>& saves) {
  for (const Save& save : saves) saved.insert(save.name);
}

void Scope::merge(const Scope& inner) {
  saved.insert(inner.saved.begin(), inner.saved.end());
  streams.insert(inner.streams.begin(), inner.streams.end());
}

void check_text_references(const Node& value, std::string_view text, const Scope& scope) {
  const auto parsed = parse_template(text);
  if (!parsed) value.fail(parsed.error(), "Write ${name} for a value and $$ for a dollar.");
  for (const TemplatePart& part : parsed->parts) {
    if (!part.is_reference || is_provided(part.text, scope)) continue;
    value.fail_unknown("name", "$" + part.text, [&] {
      auto names = provided_names(scope);
      std::for_each(names.begin(), names.end(), [](std::string& name) { name.insert(0, "$"); });
      return names;
    }());
  }
}

void check_references(const Node& value, const Scope& scope) {
  if (value.json().is_string()) {
    check_text_references(value, value.json().get_ref<const std::string&>(), scope);
  } else if (value.json().is_array()) {
    for (const Node& item : value.items()) check_references(item, scope);
  } else if (value.json().is_object()) {
    for (const auto& [key, member] : value.members()) check_references(member, scope);
  }
}

std::vector<std::string> read_features(const Node& list, const spec::Vendor& vendor) {
  std::vector<std::string> features;
  for (const Node& item : list.items()) {
    features.push_back(item.some_text());
    if (vendor.feature(features.back()) == nullptr) {
      item.fail_unknown("feature", features.back(), names_of(vendor.features, &spec::Feature::name));
    }
  }
  return features;
}

std::vector<std::string> read_clauses(const Node& list, const spec::Vendor& vendor) {
  std::vector<std::string> clauses;
  for (const Node& item : list.items()) {
    const std::string id = item.some_text();
    if (vendor.clause(id) == nullptr) {
      const auto known = names_of(vendor.clauses, &spec::Clause::id);
      const bool foreign = id.find('.') != std::string::npos && vendor_of(id) != vendor.name;
      if (foreign) item.fail("the clause " + in_quotes(id) + " is not one of " + vendor.name, source::suggest(id, known));
      item.fail_unknown("clause", id, known);
    }
    clauses.push_back(id);
  }
  return clauses;
}

std::string read_persona(const Node& value, const spec::Vendor& vendor) {
  std::string name = value.some_text();
  if (name == "default" || name == "nobody" || vendor.persona(name) != nullptr) return name;
  auto known = names_of(vendor.personas, &spec::Persona::name);
  known.insert(known.end(), {"default", "nobody"});
  std::sort(known.begin(), known.end());
  known.erase(std::unique(known.begin(), known.end()), known.end());
  value.fail_unknown("persona", name, known);
}

std::string read_open_stream(const Node& value, const Scope& scope) {
  std::string name = value.some_text();
  if (!scope.streams.contains(name)) {
    const auto open = keys_of(scope.streams);
    value.fail("no earlier step opened a stream " + in_quotes(name),
               open.empty() ? "Open one first: stream: OPERATION, as: " + name + "." : source::suggest(name, open));
  }
  return name;
}

std::string read_frame(const Node& value, const Scope& scope, std::string_view operation) {
  std::string name = value.some_text();
  const spec::StreamSpec* stream = scope.vendor.stream(operation);
  if (stream != nullptr && !stream->frames.contains(name)) value.fail_unknown("frame", name, keys_of(stream->frames));
  return name;
}

}  // namespace confab::scenarios
