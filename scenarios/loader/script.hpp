// What the mock's agent does when it hears a prompt (docs/scenarios.md, "The agent's script").
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "source/json_text.hpp"
#include "source/place.hpp"

namespace confab::scenarios {

using Duration = std::chrono::milliseconds;

struct Say {
  std::string text;  // "$message" stands for the user's own text
  int times = 1;     // the text is repeated this often
  int chunks = 1;
  Duration pause{0};  // between chunks
};
struct Think {
  std::string text;
};
struct CallTool {
  std::string tool;
  source::Json args = source::Json::object();
  int chunks = 1;  // the arguments' text arrives in this many pieces
  std::vector<std::string> progress;
  std::string result;  // or, with is_error, what went wrong
  bool is_error = false;
  source::Json updated;                // null: none
  std::optional<std::string> confirm;  // asks first, with these words
  std::string rejected;                // the result's text after a rejection
};
struct Cite {
  source::Json citation;
};
struct SetTitle {
  std::string title;
};
/// A file in the conversation's space.
struct MakeFile {
  std::string name, media_type;
  std::string bytes;
};
struct MakeTable {
  std::string name, description;
  std::vector<std::string> columns;
  source::Json rows = source::Json::array();  // of arrays, each as long as `columns`
};
struct Compact {};
struct Wait {
  std::optional<Duration> duration;  // none: until the run is cancelled
};
struct Fail {
  std::string message;
};

using Action = std::variant<Say, Think, CallTool, Cite, SetTitle, MakeFile, MakeTable, Compact, Wait, Fail>;

/// `on` is the name of a prompt of the same scenario.
struct Reaction {
  std::string on;
  std::vector<Action> actions;
  std::optional<std::vector<Action>> on_reject;  // instead of the rest, after a rejected confirmation
  source::Place place;
};

}  // namespace confab::scenarios
