// What can be read: messages, sessions, threads.
#include <algorithm>
#include <utility>

#include "vendors/replies.hpp"
#include "vendors/waldur_errors.hpp"
#include "vendors/waldur_mock.hpp"
#include "vendors/waldur_models.hpp"
#include "vendors/waldur_turns.hpp"

namespace confab::mock::waldur {

namespace {

using source::Json;

ThreadRow row_of(const Conversation& conversation) {
  const Thread& thread = thread_of(conversation);
  return {.id = conversation.id,
          .name = thread.name,
          .owner = conversation.owner,
          .created = conversation.created,
          .modified = std::max(thread.modified, conversation.created),
          .archived = thread.archived,
          .flagged = thread.flagged(),
          .worst = thread.worst(),
          .messages = thread.messages().size()};
}

template <typename Rows, typename ToJson>
Reply page_of(const Call& call, const Rows& rows, const ToJson& to_json) {
  std::optional<Page> page = cut_page(call.request, call.query, rows.size());
  if (!page) return detail_reply(404, "There is no such page.");
  Json list = Json::array();
  for (std::size_t at = page->begin; at < page->end; ++at) list.push_back(sparse(to_json(rows[at]), call.query));
  Reply reply = json_reply(200, list);
  reply.headers = std::move(page->headers);
  return reply;
}

/// Which messages a list has, apart from whose they are.
struct MessageQuery {
  std::optional<std::string> thread;
  bool history = false;
  std::optional<bool> flagged;

  [[nodiscard]] bool takes(const Message& message) const {
    return (history || !message.replaced) && (!flagged || message.findings.flagged() == *flagged);
  }
};

std::optional<MessageQuery> parse_message_query(const Query& query) {
  MessageQuery result;
  const auto thread = last_value(query, "thread");
  if (thread && !(result.thread = plain_uuid(*thread))) return std::nullopt;
  // Only where it is left out, or said to be false, are replaced versions left out.
  result.history = last_value(query, "include_history") && boolean_value(query, "include_history") != false;
  result.flagged = boolean_value(query, "is_flagged");
  return result;
}

}  // namespace

Reply Waldur::list_messages(const Call& call) {
  const auto query = parse_message_query(call.query);
  if (!query) return mistakes_reply({{"thread", {"This is no UUID."}}});
  std::vector<std::pair<Message, std::string>> rows;
  const auto gather = [&](const Conversation& each) {
    if (!sees(call, each.owner)) return;
    for (const Message& message : thread_of(each).messages()) {
      if (query->takes(message)) rows.emplace_back(message, each.id);
    }
  };
  if (!query->thread) {
    engine_->each(gather);
  } else {
    static_cast<void>(engine_->visit(reach(call), *query->thread, gather));  // one that is not there has no messages
  }
  std::stable_sort(rows.begin(), rows.end(), [](const auto& one, const auto& other) {
    return std::pair(one.first.place, one.first.created) < std::pair(other.first.place, other.first.created);
  });
  Json list = Json::array();
  for (const auto& [message, thread] : rows) list.push_back(message_json(message, thread, reads_all(call)));
  return json_reply(200, list);
}

Reply Waldur::current_session(const Call& call) {
  return json_reply(200, session_json(sessions_.current(call.caller.owner), person(call.caller.owner)));
}

Reply Waldur::list_sessions(const Call& call) {
  std::vector<ChatSession> rows = sessions_.all();
  std::erase_if(rows, [&](const ChatSession& each) { return !sees(call, each.owner); });
  return page_of(call, rows, [this](const ChatSession& each) { return session_json(each, person(each.owner)); });
}

Reply Waldur::retrieve_session(const Call& call) {
  const auto id = plain_uuid(call.path[0]);
  for (const ChatSession& each : sessions_.all()) {
    if (each.id != id || !sees(call, each.owner)) continue;
    return json_reply(200, sparse(session_json(each, person(each.owner)), call.query));
  }
  return detail_reply(404, "There is no such session.");
}

Reply Waldur::list_threads(const Call& call) {
  const auto query = parse_thread_query(call.query);
  if (!query) return mistakes_reply(query.error());
  std::vector<ThreadRow> rows;
  engine_->each([&](const Conversation& each) {
    if (!sees(call, each.owner)) return;
    ThreadRow row = row_of(each);
    if (query->takes(row, person(each.owner))) rows.push_back(std::move(row));
  });
  query->sort(rows);
  return page_of(call, rows, [this](const ThreadRow& each) { return json_of(each); });
}

Reply Waldur::retrieve_thread(const Call& call) {
  std::optional<ThreadRow> row;
  const auto id = plain_uuid(call.path[0]);
  if (!id || !engine_->visit(reach(call), *id, [&](const Conversation& found) { row = row_of(found); }))
    return detail_reply(404, "There is no such thread.");
  return json_reply(200, sparse(json_of(*row), call.query));
}

Json Waldur::json_of(const ThreadRow& row) {
  return thread_json(row, person(row.owner), sessions_.current(row.owner).id);
}

}  // namespace confab::mock::waldur
