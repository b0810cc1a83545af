#include "model/load_openapi.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "model/record.hpp"
#include "model/reference.hpp"
#include "source/nearest_word.hpp"

namespace confab::spec {
namespace {

using source::Document;
using source::Json;

constexpr std::array<std::string_view, 8> kMethods{"get", "put", "post", "delete", "patch", "head", "options", "trace"};

std::string upper(std::string_view word) {
  std::string upper(word);
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return upper;
}

Record resolved(const Document& document, std::string pointer) {
  return {document, resolve_refs(document, std::move(pointer))};
}

/// The pointer of the record's schema; empty if it has none.
std::string schema_of(const Record& record) {
  return record.has("schema") ? record.pointer("schema") : std::string();
}

std::map<std::string, std::string, std::less<>> read_content(const Record& owner) {
  std::map<std::string, std::string, std::less<>> content;
  const auto declared = owner.record_if_any("content");
  if (!declared) return content;
  for (const std::string& type : declared->keys()) content.emplace(essence(type), schema_of(declared->record(type)));
  return content;
}

Parameter read_parameter(const Record& row) {
  Parameter parameter{row.text("name"), row.text("in"), row.flag_or("required", false), schema_of(row)};
  const std::vector<std::string> places{"path", "query", "header"};
  if (std::find(places.begin(), places.end(), parameter.in) == places.end()) {
    throw row.error("in", fmt::format("parameters in \"{}\" are not supported", parameter.in),
                    source::suggest(parameter.in, places));
  }
  if (parameter.in == "path" && !parameter.required) {
    throw row.document().error(row.pointer(), fmt::format("path parameter \"{}\" is not required", parameter.name),
                               "OpenAPI wants \"required: true\" on every path parameter.");
  }
  return parameter;
}

/// Those of the operation replace those of the path with the same name and place.
void add_parameters(const Record& owner, std::vector<Parameter>& parameters) {
  if (!owner.has("parameters")) return;
  const Json& rows = owner.value("parameters");
  if (!rows.is_array()) throw owner.error("parameters", "\"parameters\" must be a list");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Parameter parameter = read_parameter(resolved(owner.document(), below(owner.pointer("parameters"), i)));
    const auto same = std::find_if(parameters.begin(), parameters.end(), [&](const Parameter& known) {
      return known.name == parameter.name && known.in == parameter.in;
    });
    if (same == parameters.end()) {
      parameters.push_back(std::move(parameter));
    } else {
      *same = std::move(parameter);
    }
  }
}

Response read_response(const Record& row) {
  Response response{read_content(row), {}};
  if (const auto headers = row.record_if_any("headers")) {
    for (const std::string& name : headers->keys()) {
      const Record header = resolved(row.document(), headers->pointer(name));
      response.headers.push_back({name, header.flag_or("required", false)});
    }
  }
  return response;
}

void read_responses(const Record& row, Operation& operation) {
  const Record responses = row.record("responses");
  for (const std::string& status : responses.keys()) {
    const bool number = status.size() == 3 && status.find_first_not_of("0123456789") == std::string::npos;
    const bool range = status.size() == 3 && status[0] >= '1' && status[0] <= '5' && status.ends_with("XX");
    if (!number && !range && status != "default") {
      throw row.document().key_error(responses.pointer(status), fmt::format("\"{}\" is no status", status),
                                     "Write a status such as \"404\" in quotes, a range such as 4XX, or default.");
    }
    operation.responses.emplace(status, read_response(resolved(row.document(), responses.pointer(status))));
  }
  if (operation.responses.empty())
    throw row.error("responses", fmt::format("operation \"{}\" declares no response", operation.id));
}

Operation read_operation(const Record& path_item, std::string_view method, const std::string& path) {
  const Record row = path_item.record(method);
  Operation operation;
  operation.id = row.text("operationId");
  operation.method = upper(method);
  operation.path = path;
  operation.summary = row.text_or("summary", "");
  add_parameters(path_item, operation.parameters);
  add_parameters(row, operation.parameters);
  if (row.has("requestBody")) {
    const Record body = resolved(row.document(), row.pointer("requestBody"));
    operation.request_body = {body.flag_or("required", false), read_content(body)};
  }
  read_responses(row, operation);
  return operation;
}

}  // namespace

std::string resolve_refs(const Document& document, std::string pointer) {
  std::set<std::string, std::less<>> seen;
  while (true) {
    const Json* here = source::find(document.value(), pointer);
    const bool reference = here != nullptr && here->is_object() && here->contains("$ref") && (*here)["$ref"].is_string();
    if (!reference) return pointer;
    const std::string at = below(pointer, "$ref");
    const std::string& ref = (*here)["$ref"].get_ref<const std::string&>();
    const auto target = local_pointer(ref);
    if (!target) throw document.error(at, fmt::format("reference \"{}\" {}", ref, target.error()));
    if (source::find(document.value(), *target) == nullptr) {
      throw document.error(at, fmt::format("reference \"{}\" leads nowhere", ref), "Correct it, or add what it refers to.");
    }
    if (!seen.insert(pointer).second) throw document.error(at, fmt::format("reference \"{}\" leads back to itself", ref));
    pointer = *target;
  }
}

std::vector<Operation> read_operations(const Document& document) {
  const Record paths = Record(document, "").record("paths");
  std::vector<Operation> operations;
  for (const std::string& path : paths.keys()) {
    if (!path.starts_with('/'))
      throw document.key_error(paths.pointer(path), fmt::format("path \"{}\" does not start with \"/\"", path));
    const Record path_item = resolved(document, paths.pointer(path));
    for (const std::string& key : path_item.keys()) {
      const bool method = std::find(kMethods.begin(), kMethods.end(), key) != kMethods.end();
      if (method) operations.push_back(read_operation(path_item, key, path));
    }
  }
  return operations;
}

}  // namespace confab::spec
