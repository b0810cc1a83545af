#include "automaton/order_words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace confab::automaton {

std::string printable(std::string_view text) {
  constexpr std::size_t kMost = 60;
  std::size_t cut = std::min(text.size(), kMost);
  // Not in the middle of a UTF-8 sequence.
  while (cut > 0 && cut < text.size() && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
  std::string shown(text.substr(0, cut));
  for (char& c : shown) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) c = '?';
  }
  return cut < text.size() ? shown + "…" : shown;
}

std::string frame_words(std::string_view name, std::size_t index) {
  return fmt::format("{} (frame {})", printable(name), index);
}

std::string choice_words(const std::vector<std::string>& names) {
  if (names.empty()) return "nothing";
  if (std::find(names.begin(), names.end(), ".") != names.end()) return "any frame";
  std::string words;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) words += i + 1 == names.size() ? " or " : ", ";
    words += names[i];
  }
  return words;
}

std::string lane_words(std::string_view lane, std::string_view pointer, std::string_view key) {
  if (pointer.empty()) return fmt::format("lane '{}'", lane);
  const std::string_view field = pointer.substr(pointer.find_last_of('/') + 1);
  if (key.empty()) return fmt::format("lane '{}' without {}", lane, field);
  return fmt::format("lane '{}' of {} '{}'", lane, field, printable(key));
}

}  // namespace confab::automaton
