// Whether a request's body is what its operation asks for.
#pragma once

#include <tl/expected.hpp>

#include "model/operation.hpp"
#include "model/schema_set.hpp"
#include "routing/refusal.hpp"
#include "routing/request.hpp"
#include "source/json_text.hpp"

namespace confab::mock {

struct BodyRules {
  bool null_is_absent = false;  // a member that may not be null counts as left out when it is
};

/// In this order: unsupported_media_type, missing_body, malformed_json, invalid_body. A request without Content-Type is
/// taken to have the right one (RFC 9110, 8.3). Null where the operation takes no body, none was sent, or it is not JSON.
[[nodiscard]] tl::expected<source::Json, Refusal> check_body(const Request& request, const spec::RequestBody& expected,
                                                             const spec::SchemaSet& schemas, BodyRules rules);

}  // namespace confab::mock
