#include "vendors/reveng.hpp"

#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "engine/sse_frame.hpp"
#include "source/ascii.hpp"
#include "source/user_error.hpp"
#include "vendors/credentials.hpp"
#include "vendors/operation_table.hpp"
#include "vendors/replies.hpp"
#include "vendors/reveng_errors.hpp"
#include "vendors/reveng_events.hpp"
#include "vendors/trace_ids.hpp"

namespace confab::mock {

namespace {

using source::Json;

// The first persona's user_id; the others follow.
constexpr int kFirstUserId = 1001;

Json conversation_json(const ConversationSummary& conversation) {
  Json json = {{"conversation_uuid", conversation.id},
               {"user_id", kFirstUserId + conversation.owner},
               {"title", conversation.title},
               {"created_at", render_time(conversation.created)},
               {"updated_at", render_time(conversation.updated)}};
  if (conversation.context) json["context"] = *conversation.context;
  return json;
}

// UUIDs are compared without regard to case (RFC 9562, section 4); ours are lower case.
std::string canonical(const std::string& uuid) {
  return source::to_lower(uuid);
}

class Reveng final : public VendorMock {
 public:
  Reveng(const spec::Vendor& vendor, EngineParts parts, Scheduler& scheduler);

  [[nodiscard]] tl::expected<Caller, Refusal> authenticate(const Request& request) const override;
  [[nodiscard]] Reply answer(const Call& call) override { return (this->*handlers_[call.index])(call); }
  [[nodiscard]] Reply refuse(const Refusal& refusal) override;
  void reset() override;
  void stop() override { engine_->stop(); }

 private:
  static const std::array<OperationRow<Reveng>, 7> kHandlers;

  Reply list_conversations(const Call& call);
  Reply create_conversation(const Call& call);
  Reply get_conversation(const Call& call);
  Reply send_message(const Call& call);
  Reply cancel_run(const Call& call);
  Reply confirm_tool(const Call& call);
  Reply stream_events(const Call& call);

  Reply fail(std::string_view code, std::string_view detail = {});
  Reply fail(Denied denied) { return reveng::error_reply(reveng::error_for(denied), {}, traces_.next()); }
  [[nodiscard]] DocumentForm document_form(const Conversation& conversation) const;

  const std::string auth_header_;
  const Credentials credentials_;
  const std::shared_ptr<const reveng::Events> events_;  // shared with the engine, which streams may keep alive
  const Bytes heartbeat_ = share(render_sse_comment("heartbeat"));
  const std::vector<Handler<Reveng>> handlers_;  // by operation
  const Engine::FormOf form_ = [this](const Conversation& conversation) { return document_form(conversation); };
  TraceIds traces_;
  std::shared_ptr<Engine> engine_;
};

const std::array<OperationRow<Reveng>, 7> Reveng::kHandlers = {{
    {"list_conversations", &Reveng::list_conversations},
    {"create_conversation", &Reveng::create_conversation},
    {"get_conversation", &Reveng::get_conversation},
    {"send_message", &Reveng::send_message},
    {"cancel_run", &Reveng::cancel_run},
    {"confirm_tool", &Reveng::confirm_tool},
    {"stream_events", &Reveng::stream_events},
}};

const spec::StreamSpec& stream_of(const spec::Vendor& vendor) {
  const spec::StreamSpec* stream = vendor.stream("stream_events");
  if (stream) return *stream;
  throw source::UserError({}, "reveng: stream.yaml does not describe stream_events", "The mock cannot play it without.");
}

Reveng::Reveng(const spec::Vendor& vendor, EngineParts parts, Scheduler& scheduler)
    : auth_header_(vendor.auth_header),
      credentials_(vendor, "Bearer"),
      events_(std::make_shared<const reveng::Events>(stream_of(vendor))),
      handlers_(handlers_of<Reveng>(vendor, kHandlers)),
      traces_(parts.seed) {
  parts.dialect.accepts = &reveng::Events::accepts;
  parts.dialect.frame = [events = events_](const Conversation&, const Entry& entry) { return events->frame(entry); };
  engine_ = Engine::make(std::move(parts), scheduler);
}

tl::expected<Caller, Refusal> Reveng::authenticate(const Request& request) const {
  const auto credential = request.header(auth_header_);
  if (!credential) return tl::unexpected(Refusal{Refused::unauthorized, "No credential was sent.", {}, {}});
  const Caller* caller = credentials_.find(*credential);
  if (!caller) return tl::unexpected(Refusal{Refused::unauthorized, "Nobody has this credential.", {}, {}});
  if (caller->persona->name == "expired") return tl::unexpected(Refusal{Refused::expired, "This key has expired.", {}, {}});
  return *caller;
}

Reply Reveng::refuse(const Refusal& refusal) {
  Reply reply = reveng::error_reply(reveng::error_for(refusal.what), refusal.detail, traces_.next());
  if (!refusal.allow.empty()) reply.headers.emplace_back("Allow", refusal.allow);
  if (reply.status == 401) reply.headers.emplace_back("WWW-Authenticate", "Bearer");  // RFC 9110, 15.5.2
  return reply;
}

void Reveng::reset() {
  engine_->reset();
  traces_.reset();
}

Reply Reveng::list_conversations(const Call& call) {
  Json list = Json::array();
  for (const ConversationSummary& each : engine_->list(call.caller.owner)) list.push_back(conversation_json(each));
  return json_reply(200, list);
}

Reply Reveng::create_conversation(const Call& call) {
  NewConversation given;
  if (const Json* title = source::find(call.body, "/title")) given.title = title->get<std::string>();
  if (const Json* context = source::find(call.body, "/context")) given.context = std::make_shared<const Json>(*context);
  return json_reply(201, conversation_json(engine_->create(call.caller.owner, std::move(given))));
}

Reply Reveng::get_conversation(const Call& call) {
  auto document = engine_->document(call.caller.owner, canonical(call.path[0]), form_);
  if (!document) return fail(document.error());
  Reply reply;
  reply.body = std::move(*document);
  return reply;
}

DocumentForm Reveng::document_form(const Conversation& conversation) const {
  return {.opening = R"({"events":[)",
          .item = [this, &conversation](const Entry& entry) { return events_->stored(conversation, entry); },
          .closing =
              [&conversation] {
                const Json rest = conversation_json(conversation.summary());
                return "]," + source::render_json(rest).substr(1);
              }};
}

Reply Reveng::send_message(const Call& call) {
  const std::string id = canonical(call.path[0]);
  const auto& content = call.body.at("content").get_ref<const std::string&>();
  if (is_blank(content)) return fail("BAD_REQUEST", "body/content: must not be blank");
  if (!engine_->exists(call.caller.owner, id)) return fail(Denied::no_such_conversation);
  const std::string& persona = call.caller.persona->name;
  if (persona == "no_access") return fail("ACCESS_DENIED", "This user has no access to the analysis.");
  if (persona == "no_credits") return fail("INSUFFICIENT_CREDITS", "This account has no credits left.");
  const auto run = engine_->send(call.caller.owner, id, content);
  if (!run) return fail(run.error());
  return json_reply(202, {{"conversation_uuid", id}, {"status", "accepted"}, {"trace_id", run->trace}});
}

Reply Reveng::cancel_run(const Call& call) {
  const std::string id = canonical(call.path[0]);
  const auto cancelled = engine_->cancel(call.caller.owner, id);
  if (!cancelled) return fail(cancelled.error());
  return json_reply(200, {{"conversation_uuid", id}, {"status", "cancelled"}});
}

Reply Reveng::confirm_tool(const Call& call) {
  const std::string id = canonical(call.path[0]);
  const bool approved = call.body.at("approved").get<bool>();
  const auto answered = engine_->confirm(call.caller.owner, id, approved);
  if (!answered) return fail(answered.error());
  return json_reply(200, {{"conversation_uuid", id}, {"status", approved ? "confirmed" : "rejected"}});
}

Reply Reveng::stream_events(const Call& call) {
  const std::string id = canonical(call.path[0]);
  const auto last_event_id = call.query_value("last_event_id");
  const auto after = last_event_id ? parse_int64(*last_event_id) : std::nullopt;
  if (last_event_id && !after) return fail("VALIDATION_FAILED", "query.last_event_id: not a 64-bit integer");
  auto stream = after ? engine_->replay(call.caller.owner, id, *after) : engine_->follow(call.caller.owner, id);
  if (!stream) return fail(stream.error());
  Reply reply = stream_reply("text/event-stream", std::move(*stream));
  reply.heartbeat = heartbeat_;
  return reply;
}

Reply Reveng::fail(std::string_view code, std::string_view detail) {
  return reveng::error_reply(reveng::error_code(code), detail, traces_.next());
}

}  // namespace

std::unique_ptr<VendorMock> make_reveng(const spec::Vendor& vendor, EngineParts parts, Scheduler& scheduler) {
  return std::make_unique<Reveng>(vendor, std::move(parts), scheduler);
}

}  // namespace confab::mock
