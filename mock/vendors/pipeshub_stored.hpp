// What PipesHub stores of a conversation: messages with citations, the state of the last answer, the archive.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/conversation.hpp"

namespace confab::mock::pipeshub {

struct Citation {
  std::string id;
  source::Json data;  // content, chunkIndex, citationType, metadata
  double relevance = 0;
  Time created{};
};

struct Message {
  std::string id;
  std::string_view type;  // user_query, bot_response, error
  std::string content = {};
  std::vector<Citation> citations = {};
  source::Json model_info = {};  // null: not an answer
  std::int64_t milliseconds = 0;
  std::string transaction = {};
  Time created{}, updated{};
};

enum class State { in_progress, complete, failed };

/// How a run ended whose client waits for the whole answer.
struct Outcome {
  bool failed = false;
  std::string why = {};
  source::Json conversation = {};
  std::size_t records_used = 0;
};

/// Fed with the entries of the log, in their order. Where a run gives an answer again, the members of Run::turn's `more` say
/// so: "regenerate" is the id of the message whose place the new answer takes.
class Stored final : public Annex {
 public:
  Stored(std::string agent, source::Json model_info, IdSequence ids);

  /// What the entry adds.
  void take(const Conversation& conversation, const Entry& entry);

  /// The piece that this delta appends to the answer; more than the delta where a second text begins.
  [[nodiscard]] std::string_view last_piece() const { return std::string_view(answer_).substr(piece_begin_); }
  [[nodiscard]] const std::string& answer() const { return answer_; }
  [[nodiscard]] const std::vector<Citation>& fresh_citations() const { return fresh_; }
  /// Of the last answer.
  [[nodiscard]] std::size_t records_used() const { return fresh_.size(); }
  [[nodiscard]] const Message* message(std::string_view id) const;
  /// Whether this message can be answered again: the last one, an answer, to a question.
  [[nodiscard]] bool can_regenerate(std::string_view id) const;

  const std::string agent;
  source::Json model_info;
  State state = State::complete;
  std::optional<std::string> fail_reason;
  std::vector<Message> messages;
  source::Json errors = source::Json::array();
  std::optional<Time> archived;  // since when
  int version = 0;
  std::map<int, Outcome> outcomes;  // by run; taken by whoever waits

 private:
  void ask(const Entry& entry);
  void begin(const Conversation& conversation, Time now);
  void append(std::string_view text);
  void cite(const source::Json& given, Time now);
  void place(const Conversation& conversation, Message message);
  void finish(const Conversation& conversation, Time now);
  void fail(const Conversation& conversation, std::string_view why, Time now);

  IdSequence ids_;
  std::string answer_;
  std::size_t piece_begin_ = 0;
  bool apart_ = false;  // a further text has begun: a blank line comes before it
  std::string answer_id_;
  std::vector<Citation> fresh_;
  Time begun_{};
};

[[nodiscard]] inline const Stored& stored(const Conversation& conversation) {
  return conversation.annex_as<Stored>();
}
/// As PipesHub's ids: the owner's user id and everybody's organisation.
[[nodiscard]] std::string user_id(Owner owner);
[[nodiscard]] std::string_view organisation_id();

}  // namespace confab::mock::pipeshub
