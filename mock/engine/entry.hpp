// One line of a conversation's log, in words no vendor owns.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/clock.hpp"
#include "routing/reply.hpp"
#include "source/json_text.hpp"

namespace confab::mock {

/// What happened. Texts are always started, grown by deltas and ended; the user's own message is such a text of role `user`.
enum class Kind {
  run_started,
  run_finished,  // the three terminal kinds: nothing of the same run follows
  run_failed,    // text: why
  run_cancelled,
  step_started,  // text: the thought
  step_finished,
  text_started,  // subject: the message
  text_delta,    // text: what to append
  text_ended,    // tokens: what the whole message cost
  tool_started,  // subject: the call; more: {"tool"}
  tool_args,     // text: a piece of the arguments' JSON text
  tool_ended,
  tool_question,  // text: what the user is asked; more: {"tool", "args"}
  tool_progress,  // text
  tool_result,    // text; more: {"tool", "is_error", "updated"?}
  cited,          // more: the citation
  file_made,      // text: the bytes; more: {"name", "type"}
  table_made,     // more: {"name", "description", "columns", "rows"}
  title_changed,  // text: the new title
  compacted,
};

[[nodiscard]] constexpr bool is_terminal(Kind kind) {
  return kind == Kind::run_finished || kind == Kind::run_failed || kind == Kind::run_cancelled;
}

enum class Role { assistant, user, system, tool };

/// Four bytes a token, roughly what models take for English prose; it only has to be plausible and repeatable.
[[nodiscard]] constexpr int estimate_tokens(std::string_view text) {
  return static_cast<int>(text.size() / 4) + 1;
}

/// What an agent's script or a user adds to the log.
struct Happening {
  Kind kind = Kind::run_started;
  Role role = Role::system;
  Bytes subject = {};  // id of the message or tool call it belongs to, shared by all its entries; may be nullptr
  std::string text = {};
  source::Json more = {};  // null for most
  int tokens = 0;
};

/// A happening, recorded. Immutable once in the log.
struct Entry : Happening {
  std::int64_t id = 0;  // per conversation, from 1, increasing
  int run = 0;          // per conversation, from 1
  Time time{};
  Bytes frame = {};  // rendered once, shared by all readers; nullptr: stored, never streamed
};

}  // namespace confab::mock
