// What a user says, and the run that answers it.
#pragma once

#include <memory>
#include <string>

#include "loader/script.hpp"
#include "source/json_text.hpp"

namespace confab::mock {

struct Turn {
  std::string text;                                        // the user's message, as it is logged
  std::string heard = {};                                  // what the agent hears instead; empty: `text`
  std::shared_ptr<const scenarios::Reaction> script = {};  // played instead of what the prompt book knows; may be nullptr
  bool silent = false;                                     // no user message is logged
  bool queue = false;      // waits for the runs before it, where it would be Denied::run_active otherwise
  source::Json more = {};  // the vendor's own; its dialect finds it in Run::turn while the run plays
};

/// A run that has begun, and may have ended, or one that waits for its turn.
struct StartedRun {
  int number = 0;     // per conversation, from 1, in the order of playing
  std::string trace;  // 32 hexadecimal digits
};

}  // namespace confab::mock
