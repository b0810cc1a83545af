#include "vendors/sema4_description.hpp"

#include <string>
#include <utility>

#include "vendors/replies.hpp"

namespace confab::mock::sema4 {

namespace {

using source::Json;

Json media_types(const auto& content) {
  Json types = Json::object();
  for (const auto& [type, schema] : content) types[type] = Json::object();
  return types;
}

Json parameters_of(const spec::Operation& operation) {
  Json parameters = Json::array();
  for (const spec::Parameter& each : operation.parameters)
    parameters.push_back({{"name", each.name}, {"in", each.in}, {"required", each.required}, {"schema", Json::object()}});
  return parameters;
}

Json operation_json(const spec::Operation& operation) {
  Json json = {{"operationId", operation.id}, {"summary", operation.summary}, {"parameters", parameters_of(operation)}};
  if (!operation.request_body.content.empty())
    json["requestBody"] = {{"content", media_types(operation.request_body.content)}};
  Json& responses = json["responses"] = Json::object();
  for (const auto& [status, response] : operation.responses) {
    responses[status] = {{"description", status == "200" ? "What was asked for." : "See the status."}};
    if (!response.content.empty()) responses[status]["content"] = media_types(response.content);
  }
  return json;
}

}  // namespace

Json self_description(const spec::Vendor& vendor) {
  Json paths = Json::object();
  for (const spec::Operation& operation : vendor.operations)
    paths[operation.path][lower(operation.method)] = operation_json(operation);
  return {{"openapi", "3.1.0"}, {"info", {{"title", vendor.title}, {"version", "v2"}}}, {"paths", std::move(paths)}};
}

}  // namespace confab::mock::sema4
