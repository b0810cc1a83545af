// Whether a request's body is what its operation asks for.
#pragma once

#include <tl/expected.hpp>
#include <vector>

#include "model/operation.hpp"
#include "model/schema_set.hpp"
#include "routing/part.hpp"
#include "routing/refusal.hpp"
#include "routing/request.hpp"
#include "source/json_text.hpp"

namespace confab::mock {

struct BodyRules {
  bool null_is_absent = false;  // a member that may not be null counts as left out when it is
};

struct BodyContent {
  source::Json json;        // null: none was sent, or it is not JSON
  std::vector<Part> parts;  // of multipart/form-data; borrowed from the request
};

/// In this order: unsupported_media_type, missing_body, malformed_json, invalid_body. A request without Content-Type is
/// taken to have the right one (RFC 9110, 8.3), unless that is multipart/form-data. Parts that cannot be told apart are an
/// invalid_body whose keyword is "multipart". Nothing where the operation takes no body.
[[nodiscard]] tl::expected<BodyContent, Refusal> check_body(const Request& request, const spec::RequestBody& expected,
                                                            const spec::SchemaSet& schemas, BodyRules rules);

}  // namespace confab::mock
