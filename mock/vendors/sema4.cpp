#include "vendors/sema4.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "engine/sse_frame.hpp"
#include "routing/after.hpp"
#include "routing/path_template.hpp"
#include "source/ascii.hpp"
#include "vendors/credentials.hpp"
#include "vendors/operation_table.hpp"
#include "vendors/replies.hpp"
#include "vendors/sema4_errors.hpp"
#include "vendors/sema4_files.hpp"
#include "vendors/sema4_models.hpp"

namespace confab::mock {

namespace {

using namespace sema4;
using source::Json;

// Whoever holds a key of the workspace sees all of it.
constexpr Owner kWorkspace = 0;
constexpr std::size_t kUsualItems = 50;
constexpr std::size_t kMostItems = 200;
constexpr std::size_t kUsualRows = 1000;

std::size_t number_or(const Call& call, std::string_view name, std::size_t otherwise) {
  const auto text = call.query_value(name);
  const auto value = text ? parse_int64(*text) : std::nullopt;
  return value ? static_cast<std::size_t>(*value) : otherwise;
}

std::vector<std::string> split_at_commas(std::string_view text) {
  std::vector<std::string> parts;
  for (;;) {
    const std::size_t comma = text.find(',');
    parts.emplace_back(trim(text.substr(0, comma)));
    if (comma == std::string_view::npos) return parts;
    text.remove_prefix(comma + 1);
  }
}

bool is_persona(const Call& call, std::string_view name) {
  return call.caller.persona->name == name;
}

class Sema4 final : public VendorMock {
 public:
  Sema4(const spec::Vendor& vendor, EngineParts parts, Scheduler& scheduler);

  [[nodiscard]] tl::expected<Caller, Refusal> authenticate(const Request& request) const override;
  [[nodiscard]] std::optional<Reply> unrouted(const Request& request, std::string_view path) override;
  [[nodiscard]] std::optional<Reply> before_body(const Call& call) override;
  [[nodiscard]] Reply answer(const Call& call) override { return (this->*handlers_[call.index])(call); }
  [[nodiscard]] Reply refuse(const Refusal& refusal) override;
  void reset() override { engine_->reset(); }
  void stop() override { engine_->stop(); }

 private:
  static const std::array<OperationRow<Sema4>, 11> kHandlers;

  Reply list_conversations(const Call& call);
  Reply create_conversation(const Call& call);
  Reply delete_conversation(const Call& call);
  Reply list_messages(const Call& call);
  Reply post_message(const Call& call);
  Reply stream_message(const Call& call);
  Reply list_files(const Call& call);
  Reply upload_files(const Call& call);
  Reply download_file(const Call& call);
  Reply list_data_frames(const Call& call);
  Reply get_data_frame(const Call& call);

  [[nodiscard]] bool is_agent(const std::string& id) const;
  [[nodiscard]] bool is_base(std::string_view path) const;
  [[nodiscard]] tl::expected<StartedRun, Denied> say(const Call& call) const;
  /// What `fn` makes of the conversation in the path, with what is kept of it.
  template <typename Fn>
  Reply look(const Call& call, const Fn& fn) const {
    const auto reply = engine_->visit(kWorkspace, source::to_lower(call.path[1]),
                                      [&](const Conversation& seen) { return fn(seen, seen.annex_as<Talk>()); });
    return reply ? *reply : denied_reply(reply.error());
  }

  const spec::Vendor& vendor_;
  const Credentials credentials_;
  const std::vector<Handler<Sema4>> handlers_;  // by operation
  std::vector<std::string> agents_;
  std::vector<PathTemplate> bases_;
  const Bytes heartbeat_ = share(render_sse_comment("heartbeat"));
  std::shared_ptr<Engine> engine_;
};

const std::array<OperationRow<Sema4>, 11> Sema4::kHandlers = {{
    {"list_conversations", &Sema4::list_conversations},
    {"create_conversation", &Sema4::create_conversation},
    {"delete_conversation", &Sema4::delete_conversation},
    {"list_messages", &Sema4::list_messages},
    {"post_message", &Sema4::post_message},
    {"stream_message", &Sema4::stream_message},
    {"list_files", &Sema4::list_files},
    {"upload_files", &Sema4::upload_files},
    {"download_file", &Sema4::download_file},
    {"list_data_frames", &Sema4::list_data_frames},
    {"get_data_frame", &Sema4::get_data_frame},
}};

Sema4::Sema4(const spec::Vendor& vendor, EngineParts parts, Scheduler& scheduler)
    : vendor_(vendor), credentials_(vendor, "Bearer"), handlers_(handlers_of<Sema4>(vendor, kHandlers)) {
  for (const spec::Variable& variable : vendor.variables) {
    if (variable.name == "agent" || variable.name == "other_agent") agents_.push_back(source::to_lower(variable.by_default));
  }
  for (const std::string& mount : vendor.mounts) bases_.emplace_back(mount);
  parts.dialect = dialect();
  engine_ = Engine::make(std::move(parts), scheduler);
}

tl::expected<Caller, Refusal> Sema4::authenticate(const Request& request) const {
  const auto credential = request.header(vendor_.auth_header);
  if (!credential) return tl::unexpected(Refusal{Refused::unauthorized, "No API key was sent.", {}, {}});
  const bool bearer = strip_scheme(*credential, "Bearer").size() < credential->size();
  const Caller* caller = bearer ? credentials_.find(*credential) : nullptr;
  if (!caller) return tl::unexpected(Refusal{Refused::unauthorized, "Nobody has this API key.", {}, {}});
  return *caller;
}

std::optional<Reply> Sema4::unrouted(const Request& request, std::string_view path) {
  if (request.method != "GET" || !is_base(path)) return std::nullopt;
  return json_reply(200, vendor_.schemas->document());
}

bool Sema4::is_base(std::string_view path) const {
  if (path.ends_with('/')) path.remove_suffix(1);
  RawPathValues ignored;
  return std::any_of(bases_.begin(), bases_.end(), [&](const PathTemplate& base) { return base.matches(path, ignored); });
}

bool Sema4::is_agent(const std::string& id) const {
  return std::find(agents_.begin(), agents_.end(), source::to_lower(id)) != agents_.end();
}

std::optional<Reply> Sema4::before_body(const Call& call) {
  if (is_persona(call, "other_workspace")) return error_reply(403);
  if (!is_agent(call.path[0])) return error_reply(404, "There is no such agent.");
  if (call.path[1].empty()) return std::nullopt;
  const auto agent =
      engine_->visit(kWorkspace, source::to_lower(call.path[1]), [](const Conversation& seen) { return agent_of(seen); });
  if (agent && *agent == source::to_lower(call.path[0])) return std::nullopt;
  return denied_reply(Denied::no_such_conversation);
}

Reply Sema4::refuse(const Refusal& refusal) {
  Reply reply = error_reply(status_for(refusal.what), refusal.detail);
  if (!refusal.allow.empty()) reply.headers.emplace_back("Allow", refusal.allow);
  return reply;
}

Reply Sema4::list_conversations(const Call& call) {
  const std::size_t limit = number_or(call, "limit", kUsualItems);
  if (limit > kMostItems) return error_reply(422, fmt::format("query.limit: at most {}", kMostItems));
  const std::string agent = source::to_lower(call.path[0]);
  std::vector<std::uint64_t> numbers;
  std::vector<ConversationSummary> rows;
  engine_->each([&](const Conversation& each) {
    if (agent_of(each) != agent) return;
    numbers.push_back(each.number);
    rows.push_back(each.summary());
  });
  std::reverse(numbers.begin(), numbers.end());
  std::reverse(rows.begin(), rows.end());
  const auto page = page_after(call.query_value("next"), limit, numbers, Sorting::falling, "conversations of " + agent);
  if (!page) return error_reply(400, "query.next: no list gave out this token");
  Json data = Json::array();
  for (std::size_t row = page->begin; row < page->end; ++row) data.push_back(conversation_json(rows[row]));
  return json_reply(200, page_json(std::move(data), page->next));
}

Reply Sema4::create_conversation(const Call& call) {
  NewConversation given{.title = call.body.at("name").get<std::string>(),
                        .context = std::make_shared<const Json>(source::to_lower(call.path[0]))};
  return json_reply(is_persona(call, "created_201") ? 201 : 200,
                    conversation_json(engine_->create(kWorkspace, std::move(given))));
}

Reply Sema4::delete_conversation(const Call& call) {
  Reply reply =
      look(call, [](const Conversation& seen, const Talk&) { return json_reply(200, conversation_json(seen.summary())); });
  if (reply.status != 200) return reply;
  const auto erased = engine_->erase(kWorkspace, source::to_lower(call.path[1]));
  return erased ? reply : denied_reply(erased.error());
}

Reply Sema4::list_messages(const Call& call) {
  const std::size_t limit = number_or(call, "limit", kUsualItems);
  if (limit > kMostItems) return error_reply(422, fmt::format("query.limit: at most {}", kMostItems));
  return look(call, [&](const Conversation& seen, const Talk& talk) {
    std::vector<std::uint64_t> numbers(talk.messages().size());
    for (std::size_t at = 0; at < numbers.size(); ++at) numbers[at] = at + 1;
    const auto page = page_after(call.query_value("next"), limit, numbers, Sorting::rising, "messages of " + seen.id);
    if (!page) return error_reply(400, "query.next: no list gave out this token");
    Json data = Json::array();
    for (std::size_t at = page->begin; at < page->end; ++at) data.push_back(message_json(talk.messages()[at]));
    return json_reply(200, page_json(std::move(data), page->next));
  });
}

tl::expected<StartedRun, Denied> Sema4::say(const Call& call) const {
  Turn turn{.text = call.body.at("content").get<std::string>(), .queue = true, .more = Json::object()};
  turn.more[kNestedDeltas] = is_persona(call, kNestedDeltas);
  return engine_->send(kWorkspace, source::to_lower(call.path[1]), std::move(turn));
}

Json all_messages(const Talk& talk) {
  Json messages = Json::array();
  for (const Message& message : talk.messages()) messages.push_back(message_json(message));
  return messages;
}

// The four shapes that the vendor's clients take; the page is what list_messages answers, so it is the usual one.
Json state_json(const Conversation& conversation, const Talk& talk, std::string_view persona) {
  Json messages = all_messages(talk);
  if (persona == "state_as_list") return messages;
  if (persona == "state_as_message") return messages.back();
  if (persona != "state_as_conversation") return page_json(std::move(messages), std::nullopt);
  Json state = conversation_json(conversation.summary());
  state["messages"] = std::move(messages);
  return state;
}

Reply Sema4::post_message(const Call& call) {
  if (call.body.at("content") == "") return error_reply(422, "body/content: must not be empty");
  const auto run = say(call);
  if (!run) return denied_reply(run.error());
  const std::string id = source::to_lower(call.path[1]);
  auto frames = engine_->watch(kWorkspace, id, *run);
  if (!frames) return denied_reply(frames.error());
  return after(std::move(*frames), [engine = engine_, id, run = run->number, persona = call.caller.persona->name] {
    const auto reply = engine->visit(kWorkspace, id, [&](const Conversation& seen) {
      const Talk& talk = seen.annex_as<Talk>();
      const std::string* failure = talk.failure(run);
      return failure ? error_reply(500, *failure) : json_reply(200, state_json(seen, talk, persona));
    });
    return reply ? *reply : denied_reply(reply.error());
  });
}

Reply Sema4::stream_message(const Call& call) {
  if (call.body.at("content") == "") return error_reply(422, "body/content: must not be empty");
  const auto run = say(call);
  if (!run) return denied_reply(run.error());
  auto frames = engine_->watch(kWorkspace, source::to_lower(call.path[1]), *run);
  if (!frames) return denied_reply(frames.error());
  Reply reply = stream_reply("text/event-stream", std::move(*frames));
  reply.heartbeat = heartbeat_;
  return reply;
}

Reply Sema4::list_files(const Call& call) {
  return look(call, [](const Conversation&, const Talk& talk) {
    Json files = Json::array();
    for (const StoredFile& file : talk.files().files()) files.push_back(file_json(file));
    return json_reply(200, files);
  });
}

Reply Sema4::upload_files(const Call& call) {
  const std::size_t limit = is_persona(call, "limits_small") ? kFewBytes : kMostBytes;
  tl::expected<Json, RefusedUpload> kept;
  const auto found = engine_->change(kWorkspace, source::to_lower(call.path[1]), [&](Conversation& conversation) {
    kept = keep_files(conversation.annex_as<Talk>(), call.parts, limit, conversation.updated);
    return kept.has_value();
  });
  if (!found) return denied_reply(found.error());
  return kept ? json_reply(200, *kept) : error_reply(kept.error().status, kept.error().why);
}

Reply Sema4::download_file(const Call& call) {
  return look(call, [&](const Conversation&, const Talk& talk) {
    const StoredFile* file = talk.files().find(call.query_value("file_ref").value_or(""));
    return file ? download_reply(*file) : error_reply(404, "There is no such file in this conversation.");
  });
}

Reply Sema4::list_data_frames(const Call& call) {
  return look(call, [&](const Conversation&, const Talk& talk) {
    Json frames = Json::array();
    for (const Table& table : talk.tables()) frames.push_back(table_info_json(table, number_or(call, "num_samples", 0)));
    return json_reply(200, frames);
  });
}

Reply Sema4::get_data_frame(const Call& call) {
  const std::string_view format = call.query_value("output_format").value_or("json");
  TableSlice wanted{.offset = number_or(call, "offset", 0), .limit = number_or(call, "limit", kUsualRows)};
  if (const auto column = call.query_value("order_by")) wanted.order_by = std::string(*column);
  if (const auto columns = call.query_value("column_names")) wanted.columns = split_at_commas(*columns);
  return look(call, [&](const Conversation&, const Talk& talk) {
    const Table* table = talk.table(call.path[2]);
    if (!table) return error_reply(404, "There is no such data frame in this conversation.");
    if (format != "json") return error_reply(422, fmt::format("query.output_format: {} cannot be written here", format));
    const auto slice = slice_table(*table, wanted);
    return slice ? json_reply(200, table_json(*slice))
                 : error_reply(400, fmt::format("There is no column {}.", slice.error()));
  });
}

}  // namespace

std::unique_ptr<VendorMock> make_sema4(const spec::Vendor& vendor, EngineParts parts, Scheduler& scheduler) {
  return std::make_unique<Sema4>(vendor, std::move(parts), scheduler);
}

}  // namespace confab::mock
