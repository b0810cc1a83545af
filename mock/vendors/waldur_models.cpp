#include "vendors/waldur_models.hpp"

namespace confab::mock::waldur {

namespace {

using source::Json;

// With microseconds, as the vendor's database keeps them.
std::string time_text(Time time) {
  std::string text = render_time(time);
  return text.insert(text.size() - 1, "000");
}

}  // namespace

Json session_json(const ChatSession& session, const Person& owner) {
  return {{"uuid", session.id},
          {"user", owner.user},
          {"user_username", owner.username},
          {"user_full_name", owner.full_name()},
          {"created", time_text(session.created)},
          {"modified", time_text(session.created)}};
}

Json thread_json(const ThreadRow& thread, const Person& owner, const std::string& session) {
  Json flags = Json::object();
  if (thread.flagged) flags = {{"is_flagged", true}, {"max_severity", name_of(thread.worst)}};
  return {{"uuid", thread.id},
          {"name", thread.name},
          {"chat_session", session},
          {"flags", flags},
          {"is_archived", thread.archived},
          {"message_count", thread.messages},
          {"is_flagged", thread.flagged},
          {"max_severity", name_of(thread.worst)},
          {"user_username", owner.username},
          {"user_full_name", owner.full_name()},
          {"created", time_text(thread.created)},
          {"modified", time_text(thread.modified)}};
}

Json message_json(const Message& message, const std::string& thread, bool guard) {
  Json json = {{"uuid", message.id},
               {"thread", thread},
               {"role", message.author == Author::user ? "user" : "assistant"},
               {"content", message.content},
               {"sequence_index", message.place},
               {"replaces", message.replaces ? Json(*message.replaces) : Json()},
               {"created", time_text(message.created)}};
  if (!guard) return json;
  json["is_flagged"] = message.findings.flagged();
  json["severity"] = name_of(message.findings.severity);
  json["injection_categories"] = message.findings.injection_categories;
  json["pii_categories"] = message.findings.pii_categories;
  json["action_taken"] = name_of(message.findings.action);
  return json;
}

}  // namespace confab::mock::waldur
