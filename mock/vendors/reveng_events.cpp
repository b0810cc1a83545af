#include "vendors/reveng_events.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/sse_frame.hpp"
#include "source/invariant.hpp"

namespace confab::mock::reveng {

namespace {

using source::Json;

Json nothing(const Entry&) {
  return Json::object();
}
Json failure(const Entry& entry) {
  return {{"message", entry.text}};
}
Json message(const Entry& entry) {
  return {{"message_id", *entry.subject}};
}
Json message_delta(const Entry& entry) {
  return {{"message_id", *entry.subject}, {"delta", entry.text}};
}
Json call(const Entry& entry) {
  return {{"tool_call_id", *entry.subject}};
}
Json call_start(const Entry& entry) {
  return {{"tool_call_id", *entry.subject}, {"tool_name", entry.more["tool"]}};
}
Json call_delta(const Entry& entry) {
  return {{"tool_call_id", *entry.subject}, {"delta", entry.text}};
}
Json call_progress(const Entry& entry) {
  return {{"tool_call_id", *entry.subject}, {"message", entry.text}};
}
Json title(const Entry& entry) {
  return {{"title", entry.text}};
}

Json question(const Entry& entry) {
  return {{"tool_call_id", *entry.subject},
          {"tool_name", entry.more["tool"]},
          {"message", entry.text},
          {"tool_args", entry.more["args"]}};
}

Json call_result(const Entry& entry) {
  Json data = {{"tool_call_id", *entry.subject},
               {"tool_name", entry.more["tool"]},
               {"result", entry.text},
               {"is_error", entry.more["is_error"]}};
  if (entry.more.contains("updated")) data["updated"] = entry.more["updated"];
  return data;
}

struct EventRow {
  Kind kind;
  std::string_view name;
  Json (*data)(const Entry&);
};
constexpr std::array kEvents = {
    EventRow{Kind::run_started, "RUN_STARTED", nothing},
    EventRow{Kind::run_finished, "RUN_FINISHED", nothing},
    EventRow{Kind::run_failed, "RUN_ERROR", failure},
    EventRow{Kind::run_cancelled, "RUN_CANCELLED", nothing},
    EventRow{Kind::step_started, "STEP_STARTED", nothing},
    EventRow{Kind::step_finished, "STEP_FINISHED", nothing},
    EventRow{Kind::text_started, "TEXT_MESSAGE_START", message},
    EventRow{Kind::text_delta, "TEXT_MESSAGE_CONTENT", message_delta},
    EventRow{Kind::text_ended, "TEXT_MESSAGE_END", message},
    EventRow{Kind::tool_started, "TOOL_CALL_START", call_start},
    EventRow{Kind::tool_args, "TOOL_CALL_ARGS_DELTA", call_delta},
    EventRow{Kind::tool_ended, "TOOL_CALL_END", call},
    EventRow{Kind::tool_question, "TOOL_CONFIRMATION_REQUIRED", question},
    EventRow{Kind::tool_progress, "TOOL_CALL_PROGRESS", call_progress},
    EventRow{Kind::tool_result, "TOOL_CALL_RESULT", call_result},
    EventRow{Kind::title_changed, "TITLE_UPDATED", title},
    EventRow{Kind::compacted, "CONTEXT_COMPACTED", nothing},
};

const EventRow* row_of(Kind kind) {
  const auto* const row =
      std::find_if(kEvents.begin(), kEvents.end(), [kind](const auto& each) { return each.kind == kind; });
  return row == kEvents.end() ? nullptr : row;
}

const EventRow& known_row(Kind kind) {
  const EventRow* row = row_of(kind);
  source::invariant(row != nullptr, "only events of the vendor are logged");
  return *row;
}

int role_code(Role role) {
  switch (role) {
    case Role::assistant:
      return 1;
    case Role::user:
      return 2;
    case Role::system:
      return 3;
    case Role::tool:
      return 4;
  }
  source::invariant(false, "every role has a code");
  return 0;
}

}  // namespace

Events::Events(const spec::StreamSpec& stream) {
  for (const EventRow& row : kEvents) codes_.emplace(row.kind, source::render_json(stream.stored_code(row.name)));
}

bool Events::accepts(const Conversation& conversation, const Happening& happening) {
  if (happening.kind == Kind::title_changed) return !conversation.titled && conversation.runs == 1;
  return row_of(happening.kind) != nullptr;
}

Bytes Events::frame(const Entry& entry) const {
  if (entry.role == Role::user) return nullptr;
  const EventRow& row = known_row(entry.kind);
  const Json payload = {{"event_id", entry.id}, {"type", row.name}, {"data", row.data(entry)}};
  return std::make_shared<const std::string>(render_sse_frame(entry.id, row.name, payload));
}

std::string Events::stored(const Conversation& conversation, const Entry& entry) const {
  return fmt::format(
      R"({{"event_id":{},"conversation_uuid":"{}","type":{},"role":{},"data":{},"tokens_used":{},"created_at":"{}"}})",
      entry.id, conversation.id, codes_.at(entry.kind), role_code(entry.role),
      source::render_json(known_row(entry.kind).data(entry)), entry.tokens, render_time(entry.time));
}

}  // namespace confab::mock::reveng
