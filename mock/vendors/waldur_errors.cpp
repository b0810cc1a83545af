#include "vendors/waldur_errors.hpp"

#include "vendors/replies.hpp"

namespace confab::mock::waldur {

namespace {

using source::Json;

// The field a fault is told under: the first one on the way to it.
std::string field_of(const BodyIssue& issue) {
  if (issue.pointer.size() < 2) return "non_field_errors";
  return issue.pointer.substr(1, issue.pointer.find('/', 1) - 1);
}

Json mistakes_of(const Refusal& refusal) {
  Json mistakes = Json::object();
  for (const BodyIssue& issue : refusal.issues) {
    Json& told = mistakes[field_of(issue)];
    if (told.is_null()) told = Json::array({issue.keyword == "required" ? "This field is required." : issue.reason});
  }
  if (mistakes.empty()) mistakes["non_field_errors"] = Json::array({refusal.detail});
  return mistakes;
}

int status_here(Refused what) {
  return what == Refused::bad_path_parameter ? 404 : status_of(what);  // an id that is none is one nobody has
}

}  // namespace

Reply detail_reply(int status, std::string_view detail) {
  return json_reply(status, {{"detail", detail}});
}

Reply mistakes_reply(const Json& mistakes) {
  return json_reply(400, mistakes);
}

Reply list_reply(std::string_view text) {
  return json_reply(400, Json::array({text}));
}

Reply refusal_reply(const Refusal& refusal) {
  if (refusal.what == Refused::invalid_body) return mistakes_reply(mistakes_of(refusal));
  if (refusal.what == Refused::missing_body) return mistakes_reply({{"input", {"This field is required."}}});
  Reply reply = detail_reply(status_here(refusal.what), refusal.detail);
  if (refusal.what == Refused::method_not_allowed) reply.headers.emplace_back("Allow", refusal.allow);
  if (reply.status == 401) reply.headers.emplace_back("WWW-Authenticate", "Token");
  return reply;
}

}  // namespace confab::mock::waldur
