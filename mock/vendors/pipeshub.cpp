#include "vendors/pipeshub.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "source/ascii.hpp"
#include "vendors/pipeshub_forms.hpp"
#include "vendors/pipeshub_guard.hpp"
#include "vendors/pipeshub_mock.hpp"
#include "vendors/replies.hpp"

namespace confab::mock {

namespace pipeshub {

using source::Json;

namespace {

constexpr std::string_view kScheme = "Bearer ";
constexpr std::string_view kNoConversation = "Conversation not found";
constexpr std::string_view kNoAgent = "Agent not found";

std::string variable(const spec::Vendor& vendor, std::string_view name) {
  const auto found = std::find_if(vendor.variables.begin(), vendor.variables.end(),
                                  [&](const spec::Variable& each) { return each.name == name; });
  return found == vendor.variables.end() ? std::string() : found->by_default;
}

Json model_of(const Json& body) {
  Json model = Json::object();
  for (const char* key : {"modelKey", "modelName", "chatMode"})
    if (body.is_object() && body.contains(key)) model[key] = body.at(key);
  return model;
}

std::unique_ptr<Annex> make_stored(Conversation& conversation) {
  Json model = {{"chatMode", "quick"}};
  model.update(conversation.context->at("model"));
  return std::make_unique<Stored>(conversation.context->at("agent").get<std::string>(), std::move(model),
                                  conversation.ids.branch());
}

std::string object_id(IdSequence& ids) {
  return ids.hex(24);
}

}  // namespace

const std::vector<OperationRow<Pipeshub>>& Pipeshub::rows() {
  static const std::vector<OperationRow<Pipeshub>> kRows = {
      {"listAgentConversations", &Pipeshub::list},       {"createAgentConversation", &Pipeshub::create},
      {"streamAgentConversation", &Pipeshub::stream},    {"getAgentConversation", &Pipeshub::get},
      {"deleteAgentConversation", &Pipeshub::remove},    {"addAgentMessage", &Pipeshub::add_message},
      {"streamAgentMessage", &Pipeshub::stream_message}, {"regenerateAgentAnswer", &Pipeshub::regenerate},
      {"archiveAgentConversation", &Pipeshub::archive},  {"unarchiveAgentConversation", &Pipeshub::unarchive},
      {"listAgentArchives", &Pipeshub::list_archives},   {"listArchives", &Pipeshub::list_all_archives},
  };
  return kRows;
}

Pipeshub::Pipeshub(const spec::Vendor& vendor, EngineParts parts, Scheduler& scheduler)
    : contract_(vendor.contract == "served" ? kServed : kDocumented),
      auth_header_(vendor.auth_header),
      unknown_agent_(variable(vendor, "unknown_agent")),
      broken_model_(variable(vendor, "broken_model")),
      credentials_(vendor, "Bearer"),
      anybody_(credentials_.find(vendor.persona("default")->credential)),
      frames_(std::make_shared<const Frames>(contract_)),
      handlers_(handlers_of<Pipeshub>(vendor, rows())),
      requests_(parts.seed) {
  parts.dialect.accepts = &Frames::accepts;
  parts.dialect.frame = [frames = frames_](Conversation& conversation, const Entry& entry) {
    return frames->frame(conversation, entry);
  };
  parts.dialect.make_annex = &make_stored;
  parts.dialect.id = &object_id;
  engine_ = Engine::make(std::move(parts), scheduler);
}

std::optional<Reply> Pipeshub::early(const Request& request, const spec::Operation&) {
  const auto credential = request.header(auth_header_);
  const Caller* caller = credential ? credentials_.find(*credential) : nullptr;
  if (!caller || caller->persona->name != "rate_limited") return std::nullopt;
  Reply reply = error_reply(Wrong::too_fast, "Too many requests. Please try again later.");
  tell_limits(reply, true);
  return reply;
}

tl::expected<Caller, Refusal> Pipeshub::authenticate(const Request& request) const {
  const auto credential = request.header(auth_header_);
  if (!credential) return tl::unexpected(Refusal{Refused::unauthorized, "No token was sent.", {}, {}});
  if (!credential->starts_with(kScheme) || is_blank(credential->substr(kScheme.size())))
    return tl::unexpected(Refusal{Refused::unauthorized, "This is no bearer token.", {}, {}});
  const Caller* caller = credentials_.find(*credential);
  if (!caller) return *anybody_;  // any token will do that is not known to be bad
  if (caller->persona->name == "expired") return tl::unexpected(Refusal{Refused::expired, "The token has expired.", {}, {}});
  if (caller->persona->name == "bad_token")
    return tl::unexpected(Refusal{Refused::unauthorized, "Nobody has issued this token.", {}, {}});
  return *caller;
}

Reply Pipeshub::answer(const Call& call) {
  Reply reply = (this->*handlers_[call.index])(call);
  if (contract_.tells_limits && !reply.later) tell_limits(reply, false);
  return reply;
}

Reply Pipeshub::refuse(const Refusal& refusal) {
  Reply reply = error_reply(wrong_for(refusal.what), refusal.detail);
  if (contract_.tells_limits) tell_limits(reply, false);
  return reply;
}

void Pipeshub::reset() {
  engine_->reset();
  requests_.reset();
}

std::optional<Reply> Pipeshub::refusal(const Call& call) const {
  if (contract_.guards_text && call.body.is_object() && call.body.contains("query") &&
      is_suspicious(call.body.at("query").get_ref<const std::string&>()))
    return error_reply(Wrong::rule, "The query holds markup or format specifiers.");
  if (contract_.knows_agents && !knows(call.path[0])) return error_reply(Wrong::missing, kNoAgent);
  return std::nullopt;
}

Reply Pipeshub::failed(Wrong wrong, std::string_view why, bool streams) const {
  return streams && contract_.fails_in_stream ? events_reply(frames_->failure(why)) : error_reply(wrong, why);
}

Asking Pipeshub::asking(const Call& call) {
  Asking asking{.owner = call.caller.owner, .agent = call.path[0], .asked = engine_->now(), .model = model_of(call.body)};
  const auto given = call.request.header("X-Request-ID");
  asking.request_id = given ? std::string(*given)
                            : fmt::format("{}-{}", asking.asked.time_since_epoch().count(), requests_.next().substr(0, 20));
  if (!knows(asking.agent)) asking.fails = kNoAgent;
  if (asking.model.value("modelKey", std::string()) == broken_model_) asking.fails = "The model could not be reached.";
  return asking;
}

Reply Pipeshub::create(const Call& call) {
  return ask_anew(call, true);
}

Reply Pipeshub::stream(const Call& call) {
  return ask_anew(call, false);
}

Reply Pipeshub::ask_anew(const Call& call, bool whole) {
  if (auto refused = refusal(call)) return std::move(*refused);
  Asking asked = asking(call);
  asked.creates = true;
  asked.whole = whole;
  const auto& query = call.body.at("query").get_ref<const std::string&>();
  const auto context = std::make_shared<const Json>(Json{{"agent", asked.agent}, {"model", asked.model}});
  const ConversationSummary made = engine_->create(asked.owner, {.title = title_of(query), .context = context});
  const auto run = engine_->send(asked.owner, made.id, turn_for(asked, query));
  return run ? answered(asked, made.id, *run, 201) : error_reply(Wrong::ours, "The conversation could not be opened.");
}

Reply Pipeshub::add_message(const Call& call) {
  return ask_further(call, true);
}

Reply Pipeshub::stream_message(const Call& call) {
  return ask_further(call, false);
}

Reply Pipeshub::ask_further(const Call& call, bool whole) {
  if (auto refused = refusal(call)) return std::move(*refused);
  Asking asked = asking(call);
  asked.whole = whole;
  const std::string id = source::to_lower(call.path[1]);
  const auto run = engine_->send(asked.owner, id, [&](const Conversation& conversation) -> std::optional<Turn> {
    if (stored(conversation).agent != asked.agent) return std::nullopt;
    return turn_for(asked, call.body.at("query").get<std::string>());
  });
  if (run) return answered(asked, id, *run, 200);
  if (run.error() == Denied::run_active) return failed(Wrong::overloaded, "Too many questions are waiting.", !whole);
  return failed(Wrong::missing, kNoConversation, !whole);
}

Reply Pipeshub::regenerate(const Call& call) {
  if (auto refused = refusal(call)) return std::move(*refused);
  Asking asked = asking(call);
  asked.whole = !contract_.streams_regenerate;
  const std::string id = source::to_lower(call.path[1]);
  const std::string message = source::to_lower(call.path[2]);
  auto wrong = std::pair(Wrong::missing, kNoConversation);
  const auto run = engine_->send(asked.owner, id, [&](const Conversation& conversation) -> std::optional<Turn> {
    const Stored& kept = stored(conversation);
    if (kept.agent != asked.agent) return std::nullopt;
    wrong = kept.message(message) ? std::pair(Wrong::rule, std::string_view("Only the last answer can be given again"))
                                  : std::pair(Wrong::missing, std::string_view("Message not found"));
    if (!kept.can_regenerate(message)) return std::nullopt;
    return turn_again(asked, kept.messages[kept.messages.size() - 2].content, message);
  });
  return run ? answered(asked, id, *run, 200) : failed(wrong.first, wrong.second, !asked.whole);
}

Reply Pipeshub::answered(const Asking& asking, const std::string& id, const StartedRun& run, int status) {
  if (asking.whole) return whole_answer(engine_, contract_, asking, id, run, status);
  auto frames = engine_->watch(asking.owner, id, run);
  return frames ? events_reply(std::move(*frames)) : failed(Wrong::missing, kNoConversation, true);
}

std::vector<Row> Pipeshub::rows_of(Owner owner, std::string_view agent, const Chosen& chosen) const {
  std::vector<Row> rows;
  engine_->each([&](const Conversation& each) {
    if (each.owner != owner || (!agent.empty() && stored(each).agent != agent) || !chosen(each)) return;
    rows.push_back({each.id, each.title, each.created, each.updated, row_json(each, contract_)});
  });
  return rows;
}

tl::expected<Wanted, std::string> Pipeshub::wanted_by(const Call& call) const {
  return contract_.envelopes ? Wanted::of(call) : Wanted{};
}

Reply Pipeshub::list(const Call& call) {
  if (auto refused = refusal(call)) return std::move(*refused);
  const Asking asked = asking(call);
  const auto wanted = wanted_by(call);
  if (!wanted) return error_reply(Wrong::rule, wanted.error());
  auto rows = rows_of(asked.owner, asked.agent,
                      [&](const Conversation& each) { return !stored(each).archived && wanted->holds(each); });
  sort_rows(rows, wanted->sort_by, wanted->ascending);
  const Page page = contract_.envelopes ? Page::of(call) : Page{.number = 1, .size = std::max<std::size_t>(rows.size(), 1)};
  Json list = Json::array();
  for (std::size_t at = page.begin(rows.size()); at < page.end(rows.size()); ++at) list.push_back(std::move(rows[at].json));
  if (!contract_.envelopes) return json_reply(200, list);
  return json_reply(200, {{"conversations", std::move(list)},
                          {"sharedWithMeConversations", Json::array()},
                          {"pagination", page.json(rows.size())},
                          {"filters", filters_json(call)},
                          {"meta", meta(asked)}});
}

Reply Pipeshub::get(const Call& call) {
  if (auto refused = refusal(call)) return std::move(*refused);
  const Asking asked = asking(call);
  const auto wanted = wanted_by(call);
  if (!wanted) return error_reply(Wrong::rule, wanted.error());
  std::optional<Json> found;
  static_cast<void>(engine_->visit(asked.owner, source::to_lower(call.path[1]), [&](const Conversation& conversation) {
    if (stored(conversation).agent != asked.agent) return;
    found = contract_.envelopes ? detail_json(conversation, contract_, Page::of(call), wanted->sort_by)
                                : conversation_json(conversation, contract_);
  }));
  if (!found) return error_reply(Wrong::missing, kNoConversation);
  if (!contract_.envelopes) return json_reply(200, *found);
  Json told = meta(asked);
  told["conversationId"] = found->at("id");
  told["messageCount"] = found->at("/pagination/totalCount"_json_pointer);
  return json_reply(200, {{"conversation", std::move(*found)}, {"meta", std::move(told)}});
}

Reply Pipeshub::remove(const Call& call) {
  if (auto refused = refusal(call)) return std::move(*refused);
  const Owner owner = call.caller.owner;
  const std::string id = source::to_lower(call.path[1]);
  Json shown;  // null: there is nothing to delete
  static_cast<void>(engine_->visit(owner, id, [&](const Conversation& conversation) {
    if (stored(conversation).agent == call.path[0]) shown = conversation_json(conversation, contract_);
  }));
  const bool gone = !shown.is_null() && engine_->erase(owner, id).has_value();
  if (!gone && !contract_.forgives_delete) return error_reply(Wrong::missing, kNoConversation);
  if (!gone) shown = nullptr;
  if (gone && contract_.envelopes) {
    shown["isDeleted"] = true;
    shown["deletedBy"] = user_id(owner);
  }
  return json_reply(200, {{"message", "Conversation deleted successfully"}, {"conversation", std::move(shown)}});
}

}  // namespace pipeshub

std::unique_ptr<VendorMock> make_pipeshub(const spec::Vendor& vendor, EngineParts parts, Scheduler& scheduler) {
  return std::make_unique<pipeshub::Pipeshub>(vendor, std::move(parts), scheduler);
}

}  // namespace confab::mock
