#include "vendors/pipeshub_errors.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "source/invariant.hpp"
#include "vendors/replies.hpp"

namespace confab::mock::pipeshub {

namespace {

constexpr int kLimit = 1000;
constexpr int kWindowSeconds = 60;

struct WrongRow {
  Wrong wrong;
  int status;
  std::string_view code;
};
constexpr std::array kWrongs = {
    WrongRow{Wrong::schema, 400, "VALIDATION_ERROR"},
    WrongRow{Wrong::rule, 400, "HTTP_BAD_REQUEST"},
    WrongRow{Wrong::token, 401, "HTTP_UNAUTHORIZED"},
    WrongRow{Wrong::missing, 404, "HTTP_NOT_FOUND"},
    WrongRow{Wrong::too_fast, 429, "HTTP_TOO_MANY_REQUESTS"},
    WrongRow{Wrong::agent_failed, 500, "HTTP_INTERNAL_SERVER_ERROR"},
    WrongRow{Wrong::overloaded, 503, "HTTP_SERVICE_UNAVAILABLE"},
    WrongRow{Wrong::ours, 500, "INTERNAL_ERROR"},
};

const WrongRow& row_of(Wrong wrong) {
  for (const WrongRow& row : kWrongs)
    if (row.wrong == wrong) return row;
  source::invariant(false, "every error has a row");
  return kWrongs.back();
}

}  // namespace

Wrong wrong_for(Refused refused) {
  switch (refused) {
    case Refused::unauthorized:
    case Refused::expired:
      return Wrong::token;
    case Refused::unknown_path:
    case Refused::method_not_allowed:  // the server has no route for it
      return Wrong::missing;
    case Refused::malformed_http:
    case Refused::headers_too_large:
    case Refused::too_slow:
    case Refused::upgrade_required:
    case Refused::bad_query_parameter:
      return Wrong::rule;
    case Refused::internal:
      return Wrong::ours;
    default:
      return Wrong::schema;
  }
}

Reply error_reply(Wrong wrong, std::string_view message) {
  const WrongRow& row = row_of(wrong);
  source::Json error = {{"code", row.code}, {"message", message}};
  if (wrong == Wrong::too_fast) error["retryAfter"] = kWindowSeconds;
  Reply reply = json_reply(row.status, {{"error", std::move(error)}});
  if (wrong == Wrong::token) reply.headers.emplace_back("WWW-Authenticate", "Bearer");  // RFC 9110, 15.5.2
  if (wrong == Wrong::too_fast) reply.headers.emplace_back("Retry-After", std::to_string(kWindowSeconds));
  return reply;
}

void tell_limits(Reply& reply, bool used_up) {
  reply.headers.emplace_back("RateLimit-Policy", fmt::format("{};w={}", kLimit, kWindowSeconds));
  reply.headers.emplace_back("RateLimit-Limit", std::to_string(kLimit));
  reply.headers.emplace_back("RateLimit-Remaining", std::to_string(used_up ? 0 : kLimit - 1));
  reply.headers.emplace_back("RateLimit-Reset", std::to_string(kWindowSeconds));
}

}  // namespace confab::mock::pipeshub
