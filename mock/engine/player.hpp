// Plays an agent's script, one beat at a time. Pure: no clock, no lock, no log.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <variant>

#include "engine/entry.hpp"
#include "engine/id_sequence.hpp"
#include "loader/script.hpp"

namespace confab::mock {

/// Nothing happens for this long.
struct Pause {
  scenarios::Duration duration{0};
};
/// Nothing ever happens again; only a cancel ends the run.
struct Hold {};
/// The user's verdict is needed: see Player::answer.
struct Ask {};

using Beat = std::variant<Happening, Pause, Hold, Ask>;

/// The beats of one run, from run_started to exactly one terminal kind. Not to be asked again after that.
class Player {
 public:
  /// `message` is what the user said; scripts quote it as $message.
  Player(std::shared_ptr<const scenarios::Reaction> script, std::string message, IdSequence ids);

  [[nodiscard]] Beat next();
  /// After an Ask. Rejected: the call's result is an error, and the script goes on with its `on_reject` part if it has one.
  void answer(bool approved);

 private:
  void expand(const scenarios::Action& action);
  void expand_action(const scenarios::Say& say);
  void expand_action(const scenarios::Think& think);
  void expand_action(const scenarios::CallTool& call);
  void expand_action(const scenarios::Cite& cite);
  void expand_action(const scenarios::SetTitle& title);
  void expand_action(const scenarios::MakeFile& file);
  void expand_action(const scenarios::MakeTable& table);
  void expand_action(const scenarios::Compact& compact);
  void expand_action(const scenarios::Wait& wait);
  void expand_action(const scenarios::Fail& fail);
  void add_outcome(const scenarios::CallTool& call, std::string text, bool is_error);
  void add(Happening happening) { ready_.emplace_back(std::move(happening)); }
  [[nodiscard]] const std::vector<scenarios::Action>& actions() const;

  std::shared_ptr<const scenarios::Reaction> script_;
  std::string message_;
  IdSequence ids_;
  std::deque<Beat> ready_;                      // expanded, not played yet
  std::size_t next_action_ = 0;                 // of actions()
  bool rejected_ = false;                       // playing script_->on_reject
  bool ended_ = false;                          // the terminal happening is in ready_ or was played
  const scenarios::CallTool* asked_ = nullptr;  // points into script_
  Bytes asked_call_;
};

}  // namespace confab::mock
