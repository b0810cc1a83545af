#include "vendors/sema4_errors.hpp"

#include <algorithm>
#include <array>

#include "vendors/replies.hpp"

namespace confab::mock::sema4 {

namespace {

struct CodeRow {
  int status;
  std::string_view code, message;
};
constexpr std::array kCodes = {
    CodeRow{400, "bad_request", "The request cannot be understood."},
    CodeRow{401, "unauthorized", "A valid API key is required."},
    CodeRow{403, "forbidden", "This key does not open the workspace."},
    CodeRow{404, "not_found", "There is no such resource."},
    CodeRow{405, "method_not_allowed", "The path does not offer this method."},
    CodeRow{413, "payload_too_large", "The upload is too large."},
    CodeRow{422, "unprocessable_entity", "The request is invalid."},
    CodeRow{503, "unavailable", "Too much is waiting already."},
};
constexpr CodeRow kAnyOther{500, "unexpected", "Something went wrong."};

const CodeRow& row_of(int status) {
  const auto* const row =
      std::find_if(kCodes.begin(), kCodes.end(), [&](const auto& each) { return each.status == status; });
  if (row != kCodes.end()) return *row;
  return status < 500 ? kCodes.front() : kAnyOther;
}

}  // namespace

Reply error_reply(int status, std::string_view message) {
  const CodeRow& row = row_of(status);
  Reply reply = json_reply(status, {{"error", {{"code", row.code}, {"message", message.empty() ? row.message : message}}}});
  if (status == 401) reply.headers.emplace_back("WWW-Authenticate", "Bearer");  // RFC 9110, 15.5.2
  return reply;
}

int status_for(Refused what) {
  switch (what) {
    case Refused::bad_path_parameter:
      return 404;
    case Refused::bad_query_parameter:
    case Refused::unsupported_media_type:
    case Refused::missing_body:
    case Refused::malformed_json:
    case Refused::invalid_body:
      return 422;
    default:
      return status_of(what);
  }
}

Reply denied_reply(Denied denied) {
  if (denied == Denied::run_active) return error_reply(503);
  return error_reply(404, "There is no such conversation.");
}

}  // namespace confab::mock::sema4
