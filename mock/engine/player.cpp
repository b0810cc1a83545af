#include "engine/player.hpp"

#include <utility>

#include "engine/split_text.hpp"
#include "source/invariant.hpp"

namespace confab::mock {

namespace {

using source::Json;

std::string with_message(std::string_view text, std::string_view message) {
  constexpr std::string_view kPlaceholder = "$message";
  std::string result;
  for (std::size_t at = text.find(kPlaceholder); at != std::string_view::npos; at = text.find(kPlaceholder)) {
    result.append(text.substr(0, at)).append(message);
    text.remove_prefix(at + kPlaceholder.size());
  }
  return result.append(text);
}

}  // namespace

Player::Player(std::shared_ptr<const scenarios::Reaction> script, std::string message, IdSequence ids)
    : script_(std::move(script)), message_(std::move(message)), ids_(ids) {
  add({.kind = Kind::run_started, .role = Role::system});
}

Beat Player::next() {
  while (ready_.empty()) {
    source::invariant(!ended_ && !asked_, "a run is not asked for beats after its end or before a verdict");
    if (next_action_ < actions().size()) {
      expand(actions()[next_action_++]);
    } else {
      add({.kind = Kind::run_finished, .role = Role::system});
      ended_ = true;
    }
  }
  Beat beat = std::move(ready_.front());
  ready_.pop_front();
  return beat;
}

void Player::answer(bool approved) {
  source::invariant(asked_ != nullptr, "a verdict answers a question");
  const scenarios::CallTool& call = *std::exchange(asked_, nullptr);
  if (approved) return add_outcome(call, call.result, call.is_error);
  add({.kind = Kind::tool_result,
       .role = Role::tool,
       .subject = asked_call_,
       .text = call.rejected,
       .more = {{"tool", call.tool}, {"is_error", true}}});
  if (script_->on_reject && !rejected_) {
    rejected_ = true;
    next_action_ = 0;
  }
}

const std::vector<scenarios::Action>& Player::actions() const {
  return rejected_ ? *script_->on_reject : script_->actions;
}

void Player::expand(const scenarios::Action& action) {
  std::visit([this](const auto& known) { expand_action(known); }, action);
}

void Player::expand_action(const scenarios::Say& say) {
  const std::string once = with_message(say.text, message_);
  std::string text;
  for (int time = 0; time < say.times; ++time) text += once;
  const Bytes message = share(ids_.id());
  add({.kind = Kind::text_started, .role = Role::assistant, .subject = message});
  bool first = true;
  for (std::string& piece : split_text(text, say.chunks)) {
    if (!std::exchange(first, false) && say.pause.count() > 0) ready_.emplace_back(Pause{say.pause});
    add({.kind = Kind::text_delta, .role = Role::assistant, .subject = message, .text = std::move(piece)});
  }
  add({.kind = Kind::text_ended, .role = Role::assistant, .subject = message, .tokens = estimate_tokens(text)});
}

void Player::expand_action(const scenarios::Think& think) {
  add({.kind = Kind::step_started, .role = Role::system, .text = with_message(think.text, message_)});
  add({.kind = Kind::step_finished, .role = Role::system});
}

void Player::expand_action(const scenarios::CallTool& call) {
  const std::string args = source::render_json(call.args);
  asked_call_ = share(ids_.id());
  add({.kind = Kind::tool_started, .role = Role::assistant, .subject = asked_call_, .more = {{"tool", call.tool}}});
  for (std::string& piece : split_text(args, call.chunks)) {
    add({.kind = Kind::tool_args, .role = Role::assistant, .subject = asked_call_, .text = std::move(piece)});
  }
  add({.kind = Kind::tool_ended, .role = Role::assistant, .subject = asked_call_});
  if (!call.confirm) return add_outcome(call, call.result, call.is_error);
  add({.kind = Kind::tool_question,
       .role = Role::assistant,
       .subject = asked_call_,
       .text = *call.confirm,
       .more = {{"tool", call.tool}, {"args", args}}});
  ready_.emplace_back(Ask{});
  asked_ = &call;
}

void Player::add_outcome(const scenarios::CallTool& call, std::string text, bool is_error) {
  for (const std::string& progress : call.progress) {
    add({.kind = Kind::tool_progress, .role = Role::assistant, .subject = asked_call_, .text = progress});
  }
  Json more = {{"tool", call.tool}, {"is_error", is_error}};
  if (!call.updated.is_null()) more["updated"] = call.updated;
  add({.kind = Kind::tool_result,
       .role = Role::tool,
       .subject = asked_call_,
       .text = std::move(text),
       .more = std::move(more)});
}

void Player::expand_action(const scenarios::Cite& cite) {
  add({.kind = Kind::cited, .role = Role::assistant, .more = cite.citation});
}

void Player::expand_action(const scenarios::SetTitle& title) {
  add({.kind = Kind::title_changed, .role = Role::system, .text = title.title});
}

void Player::expand_action(const scenarios::MakeFile& file) {
  add({.kind = Kind::file_made,
       .role = Role::assistant,
       .text = file.bytes,
       .more = {{"name", file.name}, {"type", file.media_type}}});
}

void Player::expand_action(const scenarios::MakeTable& table) {
  Json more = {{"name", table.name}, {"description", table.description}, {"columns", table.columns}, {"rows", table.rows}};
  add({.kind = Kind::table_made, .role = Role::assistant, .more = std::move(more)});
}

void Player::expand_action(const scenarios::Compact&) {
  add({.kind = Kind::compacted, .role = Role::system});
}

void Player::expand_action(const scenarios::Wait& wait) {
  if (wait.duration) {
    ready_.emplace_back(Pause{*wait.duration});
  } else {
    ready_.emplace_back(Hold{});
  }
}

void Player::expand_action(const scenarios::Fail& fail) {
  add({.kind = Kind::run_failed, .role = Role::system, .text = fail.message});
  ended_ = true;
}

}  // namespace confab::mock
