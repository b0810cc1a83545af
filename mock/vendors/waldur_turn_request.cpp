#include "vendors/waldur_turn_request.hpp"

#include <fmt/format.h>

#include "engine/split_text.hpp"
#include "vendors/replies.hpp"
#include "vendors/waldur_guard.hpp"
#include "vendors/waldur_people.hpp"

namespace confab::mock::waldur {

namespace {

using source::Json;

constexpr std::size_t kMaxInput = 50000;

// Null counts as left out.
std::optional<std::string> text_at(const Json& body, const char* name) {
  const auto found = body.find(name);
  if (found == body.end() || found->is_null()) return std::nullopt;
  return found->get<std::string>();
}

Mistakes mistake(const char* field, std::string_view what) {
  return {{field, {what}}};
}

}  // namespace

tl::expected<TurnRequest, Mistakes> parse_turn(const Json& body) {
  TurnRequest turn;
  turn.input = trim(body.at("input").get_ref<const std::string&>());
  if (turn.input.empty()) return tl::unexpected(mistake("input", "This field may not be blank."));
  if (count_code_points(turn.input) > kMaxInput)
    return tl::unexpected(mistake("input", fmt::format("This field may have {} characters.", kMaxInput)));
  if (const auto thread = text_at(body, "thread_uuid")) turn.thread = plain_uuid(*thread);
  const auto mode = text_at(body, "mode");
  const auto edited = text_at(body, "edit_message_uuid");
  if (mode && !turn.thread) return tl::unexpected(mistake("mode", "A mode needs the uuid of a thread."));
  if (mode == "edit" && !edited) return tl::unexpected(mistake("edit_message_uuid", "Name the message to edit."));
  if (mode != "edit" && edited) return tl::unexpected(mistake("edit_message_uuid", "Only an edit names a message."));
  if (mode == "edit") turn.mode = Mode::edit;
  if (mode == "reload") turn.mode = Mode::reload;
  if (edited) turn.edited = *plain_uuid(*edited);
  return turn;
}

std::shared_ptr<const scenarios::Reaction> refusing(bool has_history) {
  auto reaction = std::make_shared<scenarios::Reaction>();
  reaction->actions.emplace_back(scenarios::Say{.text = std::string(refusal(has_history))});
  return reaction;
}

}  // namespace confab::mock::waldur
