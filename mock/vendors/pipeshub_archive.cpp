// The archive, which later releases of PipesHub have.

#include <map>
#include <utility>

#include "source/ascii.hpp"
#include "vendors/pipeshub_mock.hpp"
#include "vendors/replies.hpp"

namespace confab::mock::pipeshub {

using source::Json;

namespace {

bool is_archived(const Conversation& conversation) {
  return stored(conversation).archived.has_value();
}

Json summary_of(const std::vector<Row>& rows) {
  Json summary = {{"totalArchived", rows.size()}, {"oldestArchive", nullptr}, {"newestArchive", nullptr}};
  if (rows.empty()) return summary;
  summary["newestArchive"] = render_time(rows.front().updated);
  summary["oldestArchive"] = render_time(rows.back().updated);
  return summary;
}

Json part_of(std::vector<Row>& rows, const Page& page) {
  Json list = Json::array();
  for (std::size_t at = page.begin(rows.size()); at < page.end(rows.size()); ++at) list.push_back(std::move(rows[at].json));
  return list;
}

}  // namespace

Reply Pipeshub::archive(const Call& call) {
  return set_archived(call, true);
}

Reply Pipeshub::unarchive(const Call& call) {
  return set_archived(call, false);
}

Reply Pipeshub::set_archived(const Call& call, bool archived) {
  if (auto refused = refusal(call)) return std::move(*refused);
  const Asking asked = asking(call);
  bool found = false;
  bool done = false;
  Time when{};
  static_cast<void>(engine_->change(asked.owner, source::to_lower(call.path[1]), [&](Conversation& conversation) {
    Stored& kept = conversation.annex_as<Stored>();
    found = kept.agent == asked.agent;
    done = found && kept.archived.has_value() != archived;
    if (!done) return false;
    when = conversation.updated;
    kept.archived = archived ? std::optional(when) : std::nullopt;
    return true;
  }));
  if (!found) return error_reply(Wrong::missing, "Conversation not found");
  if (!done) return error_reply(Wrong::rule, archived ? "Conversation is already archived" : "Conversation is not archived");
  const std::string word = archived ? "archived" : "unarchived";
  return json_reply(200, {{"id", source::to_lower(call.path[1])},
                          {"status", word},
                          {word + "By", user_id(asked.owner)},
                          {word + "At", render_time(when)},
                          {"meta", meta(asked)}});
}

Reply Pipeshub::list_archives(const Call& call) {
  const Asking asked = asking(call);
  auto rows = rows_of(asked.owner, asked.agent, is_archived);
  sort_rows(rows, "lastActivityAt", false);
  const Page page = Page::of(call);
  Json summary = summary_of(rows);
  return json_reply(200, {{"conversations", part_of(rows, page)},
                          {"pagination", page.json(rows.size())},
                          {"filters", filters_json(call)},
                          {"summary", std::move(summary)},
                          {"meta", meta(asked)}});
}

Reply Pipeshub::list_all_archives(const Call& call) {
  const Asking asked = asking(call);
  std::map<std::string, std::vector<Row>> by_agent;
  for (Row& row : rows_of(asked.owner, "", is_archived))
    by_agent[row.json.at("agentKey").get<std::string>()].push_back(std::move(row));
  const Page page = Page::of(call, "agentPage", "agentLimit", 5);
  Json groups = Json::array();
  std::size_t at = 0;
  for (auto& [agent, rows] : by_agent) {
    const bool shown = at >= page.begin(by_agent.size()) && at < page.end(by_agent.size());
    ++at;
    if (!shown) continue;
    sort_rows(rows, "lastActivityAt", false);
    const std::size_t total = rows.size();
    groups.push_back(
        {{"agentKey", agent}, {"conversations", part_of(rows, {.number = 1, .size = total})}, {"totalCount", total}});
  }
  return json_reply(200, {{"groups", std::move(groups)}, {"pagination", page.json(by_agent.size())}, {"meta", meta(asked)}});
}

}  // namespace confab::mock::pipeshub
