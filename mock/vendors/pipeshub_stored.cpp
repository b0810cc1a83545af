#include "vendors/pipeshub_stored.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace confab::mock::pipeshub {

namespace {

using source::Json;

std::string text_or(const Json& object, std::string_view key, std::string_view otherwise) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string(otherwise);
}

double number_or(const Json& object, std::string_view key, double otherwise) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number() ? found->get<double>() : otherwise;
}

/// The message that a run answers anew; empty: it answers a new question.
std::string regenerated(const Conversation& conversation) {
  return conversation.run ? text_or(conversation.run->turn.more, "regenerate", "") : std::string();
}

}  // namespace

std::string user_id(Owner owner) {
  return fmt::format("65a00000000000000000{:04x}", owner + 1);
}

std::string_view organisation_id() {
  return "65a0000000000000000000ff";
}

Stored::Stored(std::string agent_key, Json model, IdSequence ids)
    : agent(std::move(agent_key)), model_info(std::move(model)), ids_(ids) {}

const Message* Stored::message(std::string_view id) const {
  const auto found = std::find_if(messages.begin(), messages.end(), [&](const Message& each) { return each.id == id; });
  return found == messages.end() ? nullptr : &*found;
}

bool Stored::can_regenerate(std::string_view id) const {
  if (messages.size() < 2) return false;
  const Message& last = messages.back();
  return last.id == id && last.type == "bot_response" && messages[messages.size() - 2].type == "user_query";
}

void Stored::take(const Conversation& conversation, const Entry& entry) {
  if (entry.role == Role::user) return ask(entry);
  switch (entry.kind) {
    case Kind::run_started:
      return begin(conversation, entry.time);
    case Kind::text_started:
      if (answer_id_.empty()) answer_id_ = *entry.subject;
      apart_ = !answer_.empty();
      return;
    case Kind::text_delta:
      return append(entry.text);
    case Kind::cited:
      return cite(entry.more, entry.time);
    case Kind::run_finished:
      return finish(conversation, entry.time);
    case Kind::run_failed:
    case Kind::run_cancelled:
      return fail(conversation, entry.text, entry.time);
    default:
      return;
  }
}

void Stored::ask(const Entry& entry) {
  if (entry.kind == Kind::text_started) {
    messages.push_back({.id = *entry.subject, .type = "user_query", .created = entry.time, .updated = entry.time});
  } else if (entry.kind == Kind::text_delta) {
    messages.back().content += entry.text;
  }
}

void Stored::begin(const Conversation& conversation, Time now) {
  state = State::in_progress;
  fail_reason.reset();
  answer_.clear();
  piece_begin_ = 0;
  apart_ = false;
  answer_id_.clear();
  fresh_.clear();
  begun_ = now;
  const auto model = conversation.run->turn.more.find("model");
  if (model != conversation.run->turn.more.end()) model_info.update(*model);
}

void Stored::append(std::string_view text) {
  piece_begin_ = answer_.size();
  if (std::exchange(apart_, false)) answer_ += "\n\n";
  answer_ += text;
}

void Stored::cite(const Json& given, Time now) {
  const Json& cited = given.is_object() ? given : Json::object();
  Json metadata = {{"orgId", organisation_id()},
                   {"recordId", ids_.id()},
                   {"recordName", text_or(cited, "recordName", "record")},
                   {"mimeType", text_or(cited, "mimeType", "application/pdf")},
                   {"origin", text_or(cited, "origin", "UPLOAD")}};
  Json data = {{"content", text_or(cited, "content", "")},
               {"chunkIndex", fresh_.size() + 1},
               {"citationType", "vectordb|document"},
               {"metadata", std::move(metadata)}};
  const double relevance = std::clamp(number_or(cited, "score", 0.9), 0.0, 1.0);
  fresh_.push_back({.id = ids_.id(), .data = std::move(data), .relevance = relevance, .created = now});
}

void Stored::place(const Conversation& conversation, Message message) {
  const std::string again = regenerated(conversation);
  const auto old = std::find_if(messages.begin(), messages.end(), [&](const Message& each) { return each.id == again; });
  ++version;
  if (old == messages.end()) {
    messages.push_back(std::move(message));
    return;
  }
  message.id = old->id;
  message.created = old->created;
  *old = std::move(message);
}

void Stored::finish(const Conversation& conversation, Time now) {
  state = State::complete;
  place(conversation, {.id = answer_id_.empty() ? ids_.id() : answer_id_,
                       .type = "bot_response",
                       .content = answer_,
                       .citations = fresh_,
                       .model_info = model_info,
                       .milliseconds = (now - begun_).count(),
                       .transaction = ids_.uuid(),
                       .created = now,
                       .updated = now});
}

void Stored::fail(const Conversation& conversation, std::string_view why, Time now) {
  state = State::failed;
  fail_reason = std::string(why);
  fresh_.clear();
  place(conversation, {.id = ids_.id(), .type = "error", .content = std::string(why), .created = now, .updated = now});
  errors.push_back({{"message", why},
                    {"errorType", "ai_backend_error"},
                    {"timestamp", render_time(now)},
                    {"messageId", regenerated(conversation).empty() ? messages.back().id : regenerated(conversation)}});
}

}  // namespace confab::mock::pipeshub
