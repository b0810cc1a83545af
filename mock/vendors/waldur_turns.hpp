// What a turn of Waldur does to its thread while the agent speaks, and the lines it sends.
#pragma once

#include <optional>
#include <string>

#include "engine/engine.hpp"
#include "source/json_text.hpp"
#include "vendors/waldur_guard.hpp"
#include "vendors/waldur_lines.hpp"
#include "vendors/waldur_thread.hpp"

namespace confab::mock::waldur {

enum class Mode { normal, reload, edit };

/// What a turn was asked for; travels with its run as JSON.
struct Wish {
  Mode mode = Mode::normal;
  std::string edited = {};  // the message to edit
  bool opens = false;       // the thread was made for this turn
  Findings findings = {};
  std::string stored = {};  // of the input
  std::string warning = {};

  [[nodiscard]] source::Json to_json() const;
  [[nodiscard]] static Wish from_json(const source::Json& json);
};

/// A turn that goes on.
struct Live {
  Wish wish;
  std::optional<std::string> question = {};  // the message it stored
  std::optional<std::string> replaces = {};  // the answer it replaces
  std::string said = {};                     // by the model, as it will be stored
  std::string call = {};                     // the arguments of a tool call, so far
  std::string title = {};                    // that the agent's script gives
  AnswerLines lines = {};
};

/// A thread beside its conversation, whose log holds the agent's happenings only.
struct ThreadAnnex final : Annex {
  Thread thread;
  std::optional<Live> live;
};
[[nodiscard]] Thread& thread_of(Conversation& conversation);
[[nodiscard]] const Thread& thread_of(const Conversation& conversation);

/// How the engine's log becomes messages and lines.
[[nodiscard]] Dialect dialect();

}  // namespace confab::mock::waldur
