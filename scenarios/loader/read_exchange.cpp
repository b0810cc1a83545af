#include "loader/read_exchange.hpp"

#include <algorithm>

#include "loader/matcher_rules.hpp"
#include "loader/read_bytes.hpp"
#include "loader/template_text.hpp"
#include "source/nearest_word.hpp"

namespace confab::scenarios {
namespace {

// What can travel in a path, a query or a header: one value without structure.
void check_scalar(const Node& value, const Scope& scope) {
  if (value.json().is_structured() || value.json().is_null()) value.fail("expected text, a number, true or false here");
  check_references(value, scope);
}

std::vector<std::string> parameter_names(const spec::Operation& operation, std::string_view in) {
  std::vector<std::string> names;
  for (const spec::Parameter& parameter : operation.parameters) {
    if (parameter.in == in) names.push_back(parameter.name);
  }
  return names;
}

void check_parameter_names(const Node& given, const spec::Operation& operation, std::string_view in) {
  const auto known = parameter_names(operation, in);
  for (const auto& [name, value] : given.members()) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    value.fail_key(
        operation.id + " has no " + std::string(in) + " parameter " + in_quotes(name),
        known.empty() ? operation.id + " has no " + std::string(in) + " parameters at all." : source::suggest(name, known));
  }
}

source::Json read_path(const Node& step, std::string_view key, const spec::Operation& operation, const Scope& scope) {
  const auto path = step.member("path");
  if (path) check_parameter_names(*path, operation, "path");
  for (const std::string& name : parameter_names(operation, "path")) {
    if (path && path->member(name)) continue;
    step.required(key).fail("the path parameter " + in_quotes(name) + " of " + operation.id + " is missing",
                            "Add path: { " + name + ": … }.");
  }
  if (!path) return source::Json::object();
  for (const auto& [name, value] : path->members()) check_scalar(value, scope);
  return path->json();
}

source::Json read_query(const Node& step, const spec::Operation* operation, const Scope& scope) {
  const auto query = step.member("query");
  if (!query) return source::Json::object();
  if (operation != nullptr) check_parameter_names(*query, *operation, "query");
  for (const auto& [name, value] : query->members()) {
    if (!value.json().is_array()) {
      check_scalar(value, scope);
      continue;
    }
    for (const Node& item : value.items()) check_scalar(item, scope);
  }
  return query->json();
}

source::Json read_headers(const Node& step, const Scope& scope) {
  const auto headers = step.member("headers");
  if (!headers) return source::Json::object();
  for (const auto& [name, value] : headers->members()) check_scalar(value, scope);
  return headers->json();
}

FormPart read_part(const Node& value, const Scope& scope) {
  static const std::vector<std::string> kKeys{"field", "name", "type", "text", "base64"};
  value.expect_keys(kKeys);
  FormPart part;
  part.field = value.required("field").some_text();
  if (const auto name = value.member("name")) {
    check_references(*name, scope);
    part.filename = name->text();
  }
  if (const auto type = value.member("type")) part.media_type = type->some_text();
  part.bytes = read_filled_bytes(value);
  if (const auto text = value.member("text")) check_references(*text, scope);
  return part;
}

void read_body(Exchange& exchange, const Node& step, const Scope& scope) {
  if (const auto body = step.member("body")) {
    check_references(*body, scope);
    exchange.body = body->json();
  }
  if (const auto raw = step.member("raw_body")) {
    if (exchange.body) raw->fail_key("a step has either body or raw_body", "Remove one of them.");
    exchange.raw_body = raw->text();
    check_text_references(*raw, *exchange.raw_body, scope);
  }
  if (const auto parts = step.member("parts")) {
    if (exchange.body || exchange.raw_body) parts->fail_key("a step has either a body or parts", "Remove one of them.");
    for (const Node& part : parts->some_items()) exchange.parts.push_back(read_part(part, scope));
  }
  if (const auto type = step.member("content_type")) {
    exchange.content_type = type->text();
    check_text_references(*type, *exchange.content_type, scope);
  }
}

void read_rest(Exchange& exchange, const Node& step, const spec::Operation* operation, const Scope& scope, SaveFrom from) {
  exchange.query = read_query(step, operation, scope);
  exchange.headers = read_headers(step, scope);
  read_body(exchange, step, scope);
  if (const auto save = step.member("save")) exchange.save = read_saves(*save, from);
}

Save read_save(const std::string& name, const Node& source, SaveFrom from) {
  static const std::vector<std::string> kKeys{"header", "at", "matching", "text"};
  if (!is_name(name)) {
    source.fail_key(in_quotes(name) + " cannot be referred to", "Use letters, digits and _ for the name of a saved value.");
  }
  if (!source.json().is_object()) return {name, source.pointer(), {}};
  source.expect_keys(kKeys);
  Save save{name, {}, {}};
  if (const auto matching = source.member("matching")) save.matching = read_regex(*matching);
  if (const auto text = source.member("text")) {
    if (from == SaveFrom::answer) text->fail_key("only a stream has a text", "Save by JSON pointer: { at: /name }.");
    text->expect_true();
    save.text = true;
  } else if (const auto at = source.member("at")) {
    save.pointer = at->pointer();
  } else {
    const Node header = source.required("header");
    if (from != SaveFrom::answer) header.fail("a frame has no headers", "Save by JSON pointer: /data/message_id.");
    save.header = header.some_text();
  }
  return save;
}

bool is_method(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

std::vector<Save> read_saves(const Node& map, SaveFrom from) {
  std::vector<Save> saves;
  for (const auto& [name, source] : map.members()) saves.push_back(read_save(name, source, from));
  return saves;
}

Exchange read_operation_exchange(const Node& step, std::string_view key, const Scope& scope, SaveFrom from) {
  const Node id = step.required(key);
  Exchange exchange;
  exchange.operation = id.some_text();
  const spec::Operation* operation = scope.vendor.operation(exchange.operation);
  if (operation == nullptr) {
    id.fail_unknown("operation", exchange.operation, names_of(scope.vendor.operations, &spec::Operation::id));
  }
  exchange.path = read_path(step, key, *operation, scope);
  read_rest(exchange, step, operation, scope, from);
  return exchange;
}

Exchange read_raw_exchange(const Node& step, std::string_view key, const Scope& scope) {
  const Node line = step.required(key);
  const std::string text = line.some_text();
  const std::size_t space = text.find(' ');
  const std::string target = space == std::string::npos ? "" : text.substr(space + 1);
  if (!is_method(std::string_view(text).substr(0, space)) || !target.starts_with('/') ||
      target.find_first_of(" \t\r\n") != std::string::npos) {
    line.fail("expected a method and a path, found " + in_quotes(text), "Write: request: GET /v2/conversations");
  }
  check_text_references(line, target, scope);
  Exchange exchange;
  exchange.method = text.substr(0, space);
  exchange.target = target;
  read_rest(exchange, step, nullptr, scope, SaveFrom::answer);
  return exchange;
}

}  // namespace confab::scenarios
