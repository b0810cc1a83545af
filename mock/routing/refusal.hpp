// Requests that never reach an operation, in words every vendor can translate into its own envelope.
#pragma once

#include <string>
#include <vector>

namespace confab::mock {

enum class Refused {
  malformed_http,      // 400: not HTTP/1.1, bad framing
  headers_too_large,   // 431
  body_too_large,      // 413: more than the vendor takes
  too_slow,            // 408: the deadline for sending the request passed
  unknown_path,        // 404
  method_not_allowed,  // 405 with Allow
  unauthorized,        // 401: no credential, or one nobody has
  expired,             // 401: a credential that was valid once
  bad_path_parameter,  // the parameter does not match its schema
  bad_query_parameter,
  unsupported_media_type,  // 415
  missing_body,
  malformed_json,
  invalid_body,      // does not match the schema
  upgrade_required,  // 426: a WebSocket was not asked for, or in a version that is not ours
  internal,          // 500: our own fault
};

/// One fault of a body. `pointer` (RFC 6901) leads to the value concerned, for a missing member to where it ought to be.
struct BodyIssue {
  std::string pointer;
  std::string keyword;  // of the schema: "required", "type", …
  std::string reason;
};

struct Refusal {
  Refused what = Refused::internal;
  std::string detail;     // for people: what exactly, without any credential
  std::string parameter;  // which one, for bad parameters
  std::string allow;      // for method_not_allowed: "GET, POST"
  // For invalid_body: pointer and keyword of the first issue, and all of them (a hundred or so at most).
  std::string pointer = {};
  std::string keyword = {};
  std::vector<BodyIssue> issues = {};
};

/// The usual status, for answers that are no vendor's.
[[nodiscard]] int status_of(Refused what);

}  // namespace confab::mock
