#include "source/user_error.hpp"

#include <algorithm>
#include <utility>

#include "source/utf8.hpp"

namespace confab::source {
namespace {

// A terminal shows about this much of a line; the part around the column is what matters.
constexpr std::size_t kShownColumns = 120;

bool is_control(char byte) {
  const auto code = static_cast<unsigned char>(byte);
  return code < 0x20 || code == 0x7F;
}

// What a file holds must not steer the terminal it is quoted on.
std::string without_controls(std::string_view text, char instead) {
  std::string shown(text);
  std::replace_if(shown.begin(), shown.end(), is_control, instead);
  return shown;
}

// Byte offset of the code point number `index`.
std::size_t offset_of(std::string_view text, std::size_t index) {
  std::size_t at = 0;
  for (; index > 0 && at < text.size(); --index) {
    do ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  }
  return at;
}

// A reason may repeat what the user wrote, at any length.
std::string clipped(std::string text) {
  constexpr std::size_t kLongestMessage = 1000;
  if (text.size() <= kLongestMessage) return text;
  text.resize(offset_of(text, kLongestMessage));
  return text + "…";
}

std::string render_quote(const Place& place, std::string_view line_text) {
  const std::string number = place.line > 0 ? std::to_string(place.line) : "";
  const std::size_t column = place.column > 0 ? static_cast<std::size_t>(place.column) - 1 : 0;
  const std::size_t skipped = column > kShownColumns * 2 / 3 ? column - kShownColumns / 3 : 0;
  std::string_view shown = line_text.substr(offset_of(line_text, skipped));
  shown = shown.substr(0, offset_of(shown, kShownColumns));

  std::string quote = "\n  " + number + " | " + without_controls(shown, ' ');
  if (place.column > 0) quote += "\n  " + std::string(number.size(), ' ') + " | " + std::string(column - skipped, ' ') + "^";
  return quote;
}

}  // namespace

UserError::UserError(Place place, std::string what, std::string remedy, std::string line_text)
    : std::runtime_error(what), place_(std::move(place)), remedy_(std::move(remedy)), line_text_(std::move(line_text)) {}

std::string UserError::render() const {
  const std::string where = place_.to_string();
  std::string text =
      (where.empty() ? "" : without_controls(where, '?') + ": ") + "error: " + clipped(without_controls(what(), '?'));
  if (!line_text_.empty()) text += render_quote(place_, line_text_);
  if (!remedy_.empty()) text += "\nhelp: " + clipped(without_controls(remedy_, '?'));
  return text;
}

}  // namespace confab::source
