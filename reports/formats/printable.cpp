#include "formats/printable.hpp"

#include <fmt/format.h>

#include "source/json_text.hpp"

namespace confab::reports {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

std::string valid_utf8(std::string_view bytes) {
  const source::Json text = std::string(bytes);
  const std::string quoted = text.dump(-1, ' ', false, source::Json::error_handler_t::replace);
  return source::Json::parse(quoted).get<std::string>();
}

/// Bytes of the character that starts with `lead`, in valid UTF-8.
std::size_t length_of(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

/// Every character replaced by what `show` makes of it.
std::string map_characters(std::string_view bytes, auto show) {
  const std::string text = valid_utf8(bytes);
  std::string shown;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view character = std::string_view(text).substr(at, length_of(text[at]));
    shown += show(character);
    at += character.size();
  }
  return shown;
}

bool is_xml_character(std::string_view character) {
  if (character.size() == 1) return character[0] >= ' ' || character == "\t" || character == "\n" || character == "\r";
  return character != "\xEF\xBF\xBE" && character != "\xEF\xBF\xBF";
}

/// U+202A to U+202E and U+2066 to U+2069 (Unicode Standard Annex 9), U+2028 and U+2029.
bool is_formatting(std::string_view character) {
  if (character.size() != 3 || character[0] != '\xE2') return false;
  const std::string_view tail = character.substr(1);
  return (tail >= "\x80\xA8" && tail <= "\x80\xAE") || (tail >= "\x81\xA6" && tail <= "\x81\xA9");
}

std::string terminal_character(std::string_view character) {
  const auto last = static_cast<unsigned char>(character.back());
  if (character.size() == 1 && (last < 0x20 || last == 0x7F) && last != '\n' && last != '\t')
    return fmt::format("\\x{:02x}", last);
  if (character.size() == 2 && character[0] == '\xC2' && last < 0xA0) return fmt::format("\\x{:02x}", last);
  if (is_formatting(character)) {
    const auto middle = static_cast<unsigned char>(character[1]);
    return fmt::format("\\u{:04x}", 0x2000 + (middle - 0x80) * 0x40 + (last - 0x80));
  }
  return std::string(character);
}

}  // namespace

std::string xml_text(std::string_view bytes) {
  return map_characters(bytes,
                        [](std::string_view character) { return is_xml_character(character) ? character : kReplacement; });
}

std::string terminal_text(std::string_view bytes) {
  return map_characters(bytes, terminal_character);
}

std::string shortened(std::string_view text, std::size_t most) {
  std::size_t end = 0;
  for (std::size_t count = 0; count < most && end < text.size(); ++count) end += length_of(text[end]);
  return end >= text.size() ? std::string(text) : std::string(text.substr(0, end)) + "…";
}

std::string terminal_start(std::string_view bytes, std::size_t most) {
  // No character has more than four bytes, and one more than `most` tells that some are left out.
  return shortened(terminal_text(bytes.substr(0, 4 * (most + 1))), most);
}

std::string first_of(const std::vector<std::string>& names, std::size_t most) {
  std::string text;
  for (std::size_t at = 0; at < std::min(names.size(), most); ++at) text += (at == 0 ? "" : ", ") + names[at];
  return names.size() > most ? text + fmt::format(" and {} more", names.size() - most) : text;
}

}  // namespace confab::reports
