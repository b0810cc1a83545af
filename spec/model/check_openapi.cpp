#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "model/load_openapi.hpp"
#include "model/record.hpp"
#include "model/reference.hpp"
#include "source/nearest_word.hpp"

namespace confab::spec {
namespace {

using source::Document;
using source::Json;

std::vector<std::string> words_below(const Json& root, const std::string& pointer) {
  std::vector<std::string> words;
  const Json* parent = source::find(root, pointer.substr(0, pointer.find_last_of('/')));
  if (parent == nullptr || !parent->is_object()) return words;
  for (const auto& [key, value] : parent->items()) words.push_back(key);
  return words;
}

void check_ref(const Document& document, const std::string& at, const std::string& ref) {
  const auto target = local_pointer(ref);
  if (!target) throw document.error(at, fmt::format("reference \"{}\" {}", ref, target.error()));
  if (source::find(document.value(), *target) != nullptr) return;
  const std::string name = target->substr(target->find_last_of('/') + 1);
  const auto near = source::nearest_word(name, words_below(document.value(), *target));
  throw document.error(at, fmt::format("reference \"{}\" leads nowhere", ref),
                       near ? fmt::format("Did you mean \"{}\"?", *near) : "Correct it, or add what it refers to.");
}

/// Examples and literal values may hold a "$ref" that is none.
bool is_literal(std::string_view key) {
  static const std::set<std::string_view> kLiterals{"example", "examples", "default", "enum", "const"};
  return kLiterals.contains(key);
}

void check_refs(const Document& document, const Json& value, const std::string& pointer) {
  if (value.is_object()) {
    for (const auto& [key, member] : value.items()) {
      const std::string at = below(pointer, key);
      if (key == "$ref" && member.is_string()) {
        check_ref(document, at, member.get<std::string>());
      } else if (!is_literal(key) || pointer.ends_with("/properties")) {
        check_refs(document, member, at);
      }
    }
  } else if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) check_refs(document, value[i], below(pointer, i));
  }
}

std::string operation_pointer(const Operation& operation) {
  std::string method = operation.method;
  for (char& c : method) c = static_cast<char>(c - 'A' + 'a');
  return below(below("/paths", operation.path), method);
}

std::set<std::string> template_names(const Document& document, const Operation& operation) {
  std::set<std::string> names;
  const std::string& path = operation.path;
  for (std::size_t open = path.find('{'); open != path.npos; open = path.find('{', open + 1)) {
    const std::size_t close = path.find('}', open);
    const bool named = close != path.npos && close > open + 1;
    if (!named || !names.insert(path.substr(open + 1, close - open - 1)).second) {
      throw document.key_error(below("/paths", path), fmt::format("path \"{}\" is no template", path),
                               "Each \"{name}\" has a name of its own and a closing brace.");
    }
  }
  return names;
}

void check_path_parameters(const Document& document, const Operation& operation) {
  const std::set<std::string> wanted = template_names(document, operation);
  std::set<std::string> declared;
  for (const Parameter& parameter : operation.parameters) {
    if (parameter.in == "path") declared.insert(parameter.name);
  }
  for (const std::string& name : wanted) {
    if (declared.contains(name)) continue;
    throw document.key_error(
        operation_pointer(operation),
        fmt::format("operation \"{}\" does not declare its path parameter \"{}\"", operation.id, name),
        fmt::format("Add it to \"parameters\" with \"in: path\", or take \"{{{}}}\" out of the path.", name));
  }
  for (const std::string& name : declared) {
    if (wanted.contains(name)) continue;
    throw document.key_error(operation_pointer(operation),
                             fmt::format("path parameter \"{}\" of operation \"{}\" is not in the path \"{}\"", name,
                                         operation.id, operation.path),
                             source::suggest(name, std::vector<std::string>(wanted.begin(), wanted.end())));
  }
}

void check_operation_ids(const Document& document, const std::vector<Operation>& operations) {
  std::map<std::string, const Operation*> seen;
  for (const Operation& operation : operations) {
    const auto [first, fresh] = seen.emplace(operation.id, &operation);
    if (fresh) continue;
    throw document.error(
        operation_pointer(operation) + "/operationId", fmt::format("operationId \"{}\" is there twice", operation.id),
        fmt::format("{} {} has it already; each operation needs its own.", first->second->method, first->second->path));
  }
}

/// Two templates that match the same requests: "/a/{x}" and "/a/{y}".
void check_templates_differ(const Document& document, const std::vector<Operation>& operations) {
  std::map<std::string, std::string> seen;
  for (const Operation& operation : operations) {
    std::string shape = operation.path;
    for (std::size_t open = shape.find('{'); open != shape.npos; open = shape.find('{', open + 1)) {
      shape.erase(open + 1, shape.find('}', open) - open - 1);
    }
    const auto [first, fresh] = seen.emplace(shape, operation.path);
    if (fresh || first->second == operation.path) continue;
    throw document.key_error(below("/paths", operation.path),
                             fmt::format("paths \"{}\" and \"{}\" match the same requests", first->second, operation.path),
                             "Keep one of them.");
  }
}

void check_schema(const Document& document, const SchemaSet& schemas, const std::string& pointer) {
  if (pointer.empty()) return;
  const std::string reason = schemas.why_unusable(pointer);
  if (!reason.empty()) throw document.error(pointer, reason, "See docs/spec-data.md for the keywords schemas may use.");
}

void check_schemas(const Document& document, const std::vector<Operation>& operations, const SchemaSet& schemas) {
  const std::string named = "/components/schemas";
  for (const std::string& name : keys_as_written(document, named)) check_schema(document, schemas, below(named, name));
  for (const Operation& operation : operations) {
    for (const Parameter& parameter : operation.parameters) check_schema(document, schemas, parameter.schema);
    for (const auto& [type, schema] : operation.request_body.content) check_schema(document, schemas, schema);
    for (const auto& [status, response] : operation.responses) {
      for (const auto& [type, schema] : response.content) check_schema(document, schemas, schema);
    }
  }
}

}  // namespace

void check_openapi(const Document& document, const std::vector<Operation>& operations, const SchemaSet& schemas) {
  check_refs(document, document.value(), "");
  check_operation_ids(document, operations);
  for (const Operation& operation : operations) check_path_parameters(document, operation);
  check_templates_differ(document, operations);
  check_schemas(document, operations, schemas);
}

}  // namespace confab::spec
