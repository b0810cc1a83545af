#include "vendors/reveng_errors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "source/invariant.hpp"
#include "source/json_text.hpp"

namespace confab::mock::reveng {

namespace {

constexpr std::array kCodes = {
    ErrorCode{"BAD_REQUEST", 400, "Bad Request"},
    ErrorCode{"INVALID_CONVERSATION_ID", 400, "Invalid Conversation ID"},
    ErrorCode{"UNAUTHORIZED", 401, "Unauthorized"},
    ErrorCode{"TOKEN_EXPIRED", 401, "Token Expired"},
    ErrorCode{"INSUFFICIENT_CREDITS", 402, "Insufficient Credits"},
    ErrorCode{"ACCESS_DENIED", 403, "Access Denied"},
    ErrorCode{"NOT_FOUND", 404, "Not Found"},
    ErrorCode{"CONVERSATION_NOT_FOUND", 404, "Conversation Not Found"},
    ErrorCode{"NO_ACTIVE_RUN", 404, "No Active Run"},
    ErrorCode{"NO_PENDING_CONFIRMATION", 404, "No Pending Confirmation"},
    ErrorCode{"METHOD_NOT_ALLOWED", 405, "Method Not Allowed"},
    ErrorCode{"RUN_ALREADY_ACTIVE", 409, "Run Already Active"},
    ErrorCode{"REQUEST_ENTITY_TOO_LARGE", 413, "Request Entity Too Large"},
    ErrorCode{"UNSUPPORTED_MEDIA_TYPE", 415, "Unsupported Media Type"},
    ErrorCode{"VALIDATION_FAILED", 422, "Validation Failed"},
    ErrorCode{"INTERNAL_ERROR", 500, "Internal Server Error"},
};

struct RefusedRow {
  Refused what;
  std::string_view code;
  int status;  // 0: the code's own. The catalogue has no code for 408 and 431
};
constexpr std::array kRefused = {
    RefusedRow{Refused::malformed_http, "BAD_REQUEST", 0},
    RefusedRow{Refused::headers_too_large, "BAD_REQUEST", 431},
    RefusedRow{Refused::body_too_large, "REQUEST_ENTITY_TOO_LARGE", 0},
    RefusedRow{Refused::too_slow, "BAD_REQUEST", 408},
    RefusedRow{Refused::unknown_path, "NOT_FOUND", 0},
    RefusedRow{Refused::method_not_allowed, "METHOD_NOT_ALLOWED", 0},
    RefusedRow{Refused::unauthorized, "UNAUTHORIZED", 0},
    RefusedRow{Refused::expired, "TOKEN_EXPIRED", 0},
    RefusedRow{Refused::bad_path_parameter, "INVALID_CONVERSATION_ID", 0},
    RefusedRow{Refused::bad_query_parameter, "VALIDATION_FAILED", 0},
    RefusedRow{Refused::unsupported_media_type, "UNSUPPORTED_MEDIA_TYPE", 0},
    RefusedRow{Refused::missing_body, "BAD_REQUEST", 0},
    RefusedRow{Refused::malformed_json, "BAD_REQUEST", 0},
    RefusedRow{Refused::invalid_body, "VALIDATION_FAILED", 0},
    RefusedRow{Refused::upgrade_required, "BAD_REQUEST", 426},
    RefusedRow{Refused::internal, "INTERNAL_ERROR", 0},
};

struct DeniedRow {
  Denied what;
  std::string_view code;
};
constexpr std::array kDenied = {
    DeniedRow{Denied::no_such_conversation, "CONVERSATION_NOT_FOUND"},
    DeniedRow{Denied::run_active, "RUN_ALREADY_ACTIVE"},
    DeniedRow{Denied::no_run, "NO_ACTIVE_RUN"},
    DeniedRow{Denied::nothing_to_confirm, "NO_PENDING_CONFIRMATION"},
};

template <typename Rows, typename What>
const auto& row_of(const Rows& rows, What what) {
  const auto row = std::find_if(rows.begin(), rows.end(), [what](const auto& each) { return each.what == what; });
  source::invariant(row != rows.end(), "every refusal has an error code");
  return *row;
}

}  // namespace

const ErrorCode& error_code(std::string_view code) {
  const auto found = std::find_if(kCodes.begin(), kCodes.end(), [code](const ErrorCode& each) { return each.code == code; });
  source::invariant(found != kCodes.end(), "an error code is in the catalogue");
  return *found;
}

Reply error_reply(const ErrorCode& code, std::string_view detail, std::string trace_id) {
  source::Json error = {{"code", code.code},
                        {"message", code.title},
                        {"trace_id", std::move(trace_id)},
                        {"doc_url", fmt::format("https://docs.reveng.ai/errors/{}", code.code)}};
  if (!detail.empty()) error["detail"] = detail;
  Reply reply;
  reply.status = code.status;
  reply.body = std::make_shared<const std::string>(source::render_json({{"error", std::move(error)}}));
  return reply;
}

ErrorCode error_for(Refused what) {
  const RefusedRow& row = row_of(kRefused, what);
  ErrorCode code = error_code(row.code);
  if (row.status != 0) code.status = row.status;
  return code;
}

ErrorCode error_for(Denied what) {
  return error_code(row_of(kDenied, what).code);
}

}  // namespace confab::mock::reveng
