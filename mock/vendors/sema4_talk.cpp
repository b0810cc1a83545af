#include "vendors/sema4_talk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <utility>

#include "vendors/replies.hpp"

namespace confab::mock::sema4 {

namespace {

using source::Json;

constexpr std::string_view kBetweenTexts = "\n\n";

Bytes event(std::string_view name, const Json& data) {
  const std::string field = name.empty() ? "" : fmt::format("event: {}\n", name);
  return share(fmt::format("{}data: {}\n\n", field, source::render_json(data)));
}

Bytes delta_event(const Conversation& conversation, const std::string& delta) {
  const bool nested = conversation.run && conversation.run->turn.more.value(kNestedDeltas, false);
  return event("", nested ? Json{{"type", "content_delta"}, {"index", 0}, {"content", delta}} : Json{{"delta", delta}});
}

Bytes frame(Conversation& conversation, const Entry& entry) {
  const std::string delta = conversation.annex_as<Talk>().record(entry);
  if (entry.kind == Kind::run_failed) {
    return event("error", {{"error", {{"code", "unexpected"}, {"message", entry.text}}}});
  }
  return delta.empty() ? nullptr : delta_event(conversation, delta);
}

bool accepts(const Conversation&, const Happening& happening) {
  switch (happening.kind) {
    case Kind::run_started:
    case Kind::step_started:
    case Kind::text_started:
    case Kind::text_delta:
    case Kind::text_ended:
    case Kind::file_made:
    case Kind::table_made:
      return true;
    default:
      return false;
  }
}

Block* text_of(Message& message) {
  return message.blocks.empty() || message.blocks.back().is_thought ? nullptr : &message.blocks.back();
}

}  // namespace

// Ids of blocks and files follow from the conversation's own, so that they repeat when it does.
Talk::Talk(const Conversation& conversation) : ids_(std::hash<std::string>{}(conversation.id)) {}

const Table* Talk::table(std::string_view name) const {
  const auto found = std::find_if(tables_.begin(), tables_.end(), [&](const Table& each) { return each.name == name; });
  return found == tables_.end() ? nullptr : &*found;
}

const std::string* Talk::failure(int run) const {
  const auto found = failures_.find(run);
  return found == failures_.end() ? nullptr : &found->second;
}

std::string Talk::record(const Entry& entry) {
  if (entry.role == Role::user) {
    record_user(entry);
    return {};
  }
  if (entry.kind == Kind::run_started) begin_message(entry);
  if (messages_.empty()) return {};
  messages_.back().updated = entry.time;
  if (is_terminal(entry.kind)) end_message(entry);
  if (entry.kind == Kind::step_started) add_thought(entry.text);
  if (entry.kind == Kind::table_made) add_table(entry.more);
  if (entry.kind == Kind::file_made) {
    (void)files_.add({.id = next_id(),
                      .name = entry.more.at("name").get<std::string>(),
                      .media_type = entry.more.at("type").get<std::string>(),
                      .bytes = share(entry.text),
                      .created = entry.time});
  }
  return record_text(entry);
}

void Talk::record_user(const Entry& entry) {
  if (entry.kind == Kind::text_started) {
    messages_.push_back({.id = *entry.subject, .created = entry.time});
    messages_.back().blocks.push_back({.id = next_id()});
  }
  Message& message = messages_.back();
  message.updated = entry.time;
  message.blocks.back().text += entry.text;
  message.complete = message.blocks.back().complete = entry.kind == Kind::text_ended;
}

void Talk::begin_message(const Entry& entry) {
  messages_.push_back({.id = next_id(), .of_the_agent = true, .created = entry.time, .run = next_id()});
}

std::string Talk::record_text(const Entry& entry) {
  Message& message = messages_.back();
  Block* text = text_of(message);
  if (entry.kind == Kind::text_ended && text) text->complete = true;
  if (entry.kind == Kind::text_started && !text) message.blocks.push_back({.id = next_id()});
  const bool another = entry.kind == Kind::text_started && text;
  if (!another && entry.kind != Kind::text_delta) return {};
  std::string delta = another ? std::string(kBetweenTexts) : entry.text;
  text = text_of(message);
  text->complete = false;
  text->text += delta;
  return delta;
}

void Talk::add_thought(const std::string& text) {
  auto& blocks = messages_.back().blocks;
  const auto before = text_of(messages_.back()) ? blocks.end() - 1 : blocks.end();
  blocks.insert(before, Block{.id = next_id(), .is_thought = true, .text = text, .complete = true});
}

void Talk::end_message(const Entry& entry) {
  Message& message = messages_.back();
  message.complete = true;
  if (Block* text = text_of(message)) text->complete = true;
  if (entry.kind == Kind::run_failed) failures_[entry.run] = entry.text;
  if (entry.kind == Kind::run_failed && message.blocks.empty()) messages_.pop_back();
}

void Talk::add_table(const Json& table) {
  Table made = Table::of(table);
  const auto same = std::find_if(tables_.begin(), tables_.end(), [&](const Table& each) { return each.name == made.name; });
  if (same == tables_.end()) {
    tables_.push_back(std::move(made));
  } else {
    *same = std::move(made);
  }
}

Dialect dialect() {
  return {.accepts = accepts, .frame = frame, .make_annex = [](Conversation& conversation) {
            return std::make_unique<Talk>(conversation);
          }};
}

}  // namespace confab::mock::sema4
