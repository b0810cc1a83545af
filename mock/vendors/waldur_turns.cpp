#include "vendors/waldur_turns.hpp"

#include <fmt/format.h>

#include <memory>
#include <utility>

#include "vendors/waldur_people.hpp"

namespace confab::mock::waldur {

namespace {

using source::Json;

ThreadAnnex& annex_of(Conversation& conversation) {
  return conversation.annex_as<ThreadAnnex>();  // made by dialect() for every conversation
}

Message message(Conversation& conversation, const Entry& entry, Author author, std::string content) {
  return {
      .id = *plain_uuid(conversation.ids.uuid()), .author = author, .content = std::move(content), .created = entry.time};
}

std::optional<std::string> answer_to_replace(const Wish& wish, const Thread& thread) {
  const Message* answer = wish.mode == Mode::normal ? nullptr : thread.in_force(Author::assistant);
  return answer ? std::optional(answer->id) : std::nullopt;
}

// The first line and the warning; the question is stored before a word of the answer.
std::string begin(Conversation& conversation, const Entry& entry) {
  ThreadAnnex& annex = annex_of(conversation);
  Live& live = annex.live.emplace(Live{.wish = Wish::from_json(conversation.run->turn.more)});
  live.replaces = answer_to_replace(live.wish, annex.thread);
  if (live.wish.mode != Mode::reload || !live.replaces) {
    Message question = message(conversation, entry, Author::user, live.wish.stored);
    question.findings = live.wish.findings;
    live.question = question.id;
    if (live.wish.mode == Mode::edit) {
      annex.thread.replace(live.wish.edited, std::move(question));
    } else {
      annex.thread.add(std::move(question));
    }
  }
  std::string lines = thread_line(conversation.id);
  if (!live.wish.warning.empty()) lines += warning_line(live.wish.warning);
  return lines;
}

// Stores the answer; returns its id.
std::string store(Conversation& conversation, const Entry& entry) {
  ThreadAnnex& annex = annex_of(conversation);
  Message answer = message(conversation, entry, Author::assistant, annex.live->said);
  std::string id = answer.id;
  if (annex.live->replaces) {
    annex.thread.replace(*annex.live->replaces, std::move(answer));
  } else {
    annex.thread.add(std::move(answer));
  }
  return id;
}

std::string finish(Conversation& conversation, const Entry& entry) {
  ThreadAnnex& annex = annex_of(conversation);
  Live& live = *annex.live;
  std::string lines = live.lines.finish();
  if (entry.kind == Kind::run_failed) lines += error_line(entry.text);
  const std::string answer = store(conversation, entry);
  // A script's title may quote the input, so it counts only where nothing of that was masked.
  if (entry.kind == Kind::run_finished && live.wish.opens)
    annex.thread.name =
        live.title.empty() || live.wish.findings.flagged() ? name_from(live.wish.stored) : name_from(live.title);
  lines += ids_line(live.question, answer);
  annex.live.reset();
  return lines;
}

// What the model writes to have a tool called; the store keeps this and not what came of it.
std::string call_text(const std::string& tool, const Json& arguments) {
  return nlohmann::ordered_json({{"tool", tool}, {"arguments", arguments}}).dump();
}

std::string table(Live& live, const Json& columns, const Json& rows) {
  return live.lines.finish() + table_line(columns, rows);
}

std::string on_tool(Live& live, const Entry& entry) {
  if (entry.kind == Kind::tool_started) live.call.clear();
  if (entry.kind == Kind::tool_args) live.call += entry.text;
  if (entry.kind == Kind::table_made) {
    live.said += call_text(entry.more.at("name"), Json::object());
    return table(live, entry.more.at("columns"), entry.more.at("rows"));
  }
  if (entry.kind != Kind::tool_result) return {};
  live.said += call_text(entry.more.at("tool"), Json::parse(live.call, nullptr, false));
  if (entry.more.at("is_error")) return {};
  return table(live, Json::array({"Result"}), Json::array({Json::array({entry.text})}));  // the one shape a result can have
}

std::string lines_for(Conversation& conversation, const Entry& entry) {
  if (entry.kind == Kind::run_started) return begin(conversation, entry);
  ThreadAnnex& annex = annex_of(conversation);
  switch (entry.kind) {
    case Kind::text_delta:
      annex.live->said += entry.text;
      return annex.live->lines.add(entry.text);
    case Kind::title_changed:
      annex.live->title = entry.text;
      return {};
    case Kind::run_finished:
    case Kind::run_failed:
      return finish(conversation, entry);
    case Kind::run_cancelled:  // the client left
      store(conversation, entry);
      annex.live.reset();
      return {};
    default:
      return on_tool(*annex.live, entry);
  }
}

}  // namespace

Json Wish::to_json() const {
  return {{"mode", static_cast<int>(mode)},
          {"edited", edited},
          {"opens", opens},
          {"action", static_cast<int>(findings.action)},
          {"severity", static_cast<int>(findings.severity)},
          {"injection_categories", findings.injection_categories},
          {"pii_categories", findings.pii_categories},
          {"stored", stored},
          {"warning", warning}};
}

Wish Wish::from_json(const Json& json) {
  return {.mode = static_cast<Mode>(json.at("mode").get<int>()),
          .edited = json.at("edited"),
          .opens = json.at("opens"),
          .findings = {.action = static_cast<Action>(json.at("action").get<int>()),
                       .severity = static_cast<Severity>(json.at("severity").get<int>()),
                       .injection_categories = json.at("injection_categories"),
                       .pii_categories = json.at("pii_categories")},
          .stored = json.at("stored"),
          .warning = json.at("warning")};
}

Thread& thread_of(Conversation& conversation) {
  return annex_of(conversation).thread;
}

const Thread& thread_of(const Conversation& conversation) {
  return conversation.annex_as<ThreadAnnex>().thread;
}

Dialect dialect() {
  Dialect dialect;
  dialect.accepts = [](Conversation&, const Happening&) { return true; };
  dialect.frame = [](Conversation& conversation, const Entry& entry) -> Bytes {
    std::string lines = lines_for(conversation, entry);
    return lines.empty() ? nullptr : std::make_shared<const std::string>(std::move(lines));
  };
  dialect.make_annex = [](Conversation&) { return std::make_unique<ThreadAnnex>(); };
  dialect.id = [](IdSequence& ids) { return *plain_uuid(ids.uuid()); };
  return dialect;
}

}  // namespace confab::mock::waldur
