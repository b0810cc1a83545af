#include "formats/markdown_text.hpp"

#include <algorithm>

#include "formats/printable.hpp"

namespace confab::reports {
namespace {

constexpr std::string_view kMeaningful = "\\`*_{}[]()<>#+-.!|~&:@\"'$=^";

std::string one_line(std::string_view bytes) {
  std::string text = terminal_text(bytes);
  std::replace_if(
      text.begin(), text.end(), [](char byte) { return byte == '\n' || byte == '\t'; }, ' ');
  return text;
}

std::size_t longest_run_of_backticks(std::string_view text) {
  std::size_t longest = 0, here = 0;
  for (const char byte : text) {
    here = byte == '`' ? here + 1 : 0;
    longest = std::max(longest, here);
  }
  return longest;
}

}  // namespace

std::string markdown_text(std::string_view bytes) {
  std::string text;
  for (const char byte : one_line(bytes)) {
    if (kMeaningful.find(byte) != std::string_view::npos) text += '\\';
    text += byte;
  }
  return text;
}

std::string markdown_code(std::string_view bytes) {
  const std::string text = one_line(bytes);
  const std::string fence(longest_run_of_backticks(text) + 1, '`');
  const bool padded = text.empty() || text.front() == '`' || text.back() == '`' || text.front() == ' ';
  return padded ? fence + " " + text + " " + fence : fence + text + fence;
}

std::string markdown_block(std::string_view bytes, std::string_view language) {
  std::string text = terminal_text(bytes);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  const std::string fence(std::max<std::size_t>(3, longest_run_of_backticks(text) + 1), '`');
  return fence + std::string(language) + "\n" + text + "\n" + fence + "\n";
}

}  // namespace confab::reports
