// One method and path of a vendor, as its OpenAPI document declares it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace confab::spec {

/// `schema` is a JSON pointer into the OpenAPI document, usable with SchemaSet.
struct Parameter {
  std::string name;
  std::string in;  // path | query | header
  bool required = false;
  std::string schema;
};

struct RequestBody {
  bool required = false;
  std::map<std::string, std::string, std::less<>> content;  // media type -> schema pointer
};

struct ResponseHeader {
  std::string name;
  bool required = false;
};

struct Response {
  std::map<std::string, std::string, std::less<>> content;  // media type -> schema pointer ("" when it has no schema)
  std::vector<ResponseHeader> headers;
};

struct Operation {
  std::string id;
  std::string method;  // upper case
  std::string path;    // template: "/v2/conversations/{id}"
  std::string summary;
  std::vector<Parameter> parameters;
  RequestBody request_body;                                // no content: the operation takes no body
  std::map<std::string, Response, std::less<>> responses;  // "200", "404", "default"

  /// The response declared for `status`, "default" included; nullptr if the status is undocumented.
  [[nodiscard]] const Response* response(int status) const;
};

/// "application/json; charset=utf-8" -> "application/json", lower case (RFC 9110, 8.3.1).
[[nodiscard]] std::string essence(std::string_view media_type);

/// application/json and all +json (RFC 6839, 3.1), whatever the parameters.
[[nodiscard]] bool is_json(std::string_view media_type);

}  // namespace confab::spec
