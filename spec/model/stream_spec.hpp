// What a vendor promises about one stream: the typed form of a row of stream.yaml (docs/spec-data.md).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "automaton/expression.hpp"
#include "source/json_text.hpp"

namespace confab::spec {

enum class Framing { sse, ndjson, websocket };

/// Where the payload holds no name: one that has something at `has` is a frame called `is`.
struct NameRule {
  std::string has;  // pointer; empty: any payload
  std::string is;
  std::optional<source::Json> equals = {};  // what has to be there; none: anything
};

struct FrameId {
  std::string field;        // "id": the frame's own id field; empty: frames carry none
  std::string repeated_in;  // pointer into the payload; empty: not repeated
  bool increasing = false;
};

struct Lane {
  std::string name;
  std::string key;  // pointer into the payload; empty: one lane for the whole stream
  automaton::Expression order;
  bool repeat = false;  // the expression may start again once complete
};

struct Replay {
  std::string query;  // the query parameter that carries the resume id
  bool after = true;  // frames strictly after that id
};

struct TextFrames {
  std::string start, frame, end;  // frame names; start and end may be empty
  std::string key;                // pointer to what tells messages apart
  std::string delta;              // pointer to the text to append
};

struct StoredForm {
  std::string operation;
  std::string items;  // pointer to the array in that operation's body
  std::string id, name, data, time;
  std::map<std::string, std::string, std::less<>> names;  // stored code -> frame name; empty: names are stored as they are
  std::string extra_at;       // items for which the value here equals `extra_equals` are never streamed
  source::Json extra_equals;  // null: there are no such items

  /// See StreamSpec::stored_name and stored_code.
  [[nodiscard]] std::string name_of(const source::Json& code) const;
  [[nodiscard]] source::Json code_of(std::string_view frame) const;
};

struct StreamSpec {
  std::string operation;
  Framing framing = Framing::sse;
  std::string media_type;
  std::string name_field;  // "event": the frame's own field; "/k": a pointer into the payload; empty: only the rules
  std::vector<NameRule> name_otherwise;  // the first that fits counts, where name_field leads to no text
  std::string name_repeated_in;          // pointer into the payload; empty: not repeated
  FrameId id;
  std::string payload_schema;                                    // schema pointer for every payload; may be empty
  std::map<std::string, std::string, std::less<>> frames;        // name -> schema pointer ("" when only the name is known)
  std::string data_at;                                           // pointer of the inner data; empty: the whole payload
  std::map<std::string, std::string, std::less<>> data_schemas;  // name -> schema pointer
  automaton::Expression run;
  std::vector<std::string> terminals;  // empty: the end of the body is the only one
  std::vector<Lane> lanes;
  std::vector<std::string> cut_by;
  std::optional<TextFrames> text;
  std::optional<Replay> replay;
  std::optional<StoredForm> stored;

  [[nodiscard]] bool is_terminal(std::string_view name) const;
  /// The name of a frame whose own field says `own` (framings without such a field: nothing). Empty if it has none.
  [[nodiscard]] std::string name_of(std::string_view own, const source::Json& payload) const;
  /// The frame name a stored item's code stands for; empty if unknown.
  [[nodiscard]] std::string stored_name(const source::Json& code) const;
  /// The code a frame name is stored under; the name itself where no codes exist.
  [[nodiscard]] source::Json stored_code(std::string_view name) const;
};

}  // namespace confab::spec
