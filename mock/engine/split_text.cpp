#include "engine/split_text.hpp"

#include <algorithm>

namespace confab::mock {

namespace {
bool starts_code_point(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}
}  // namespace

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts_code_point));
}

std::string_view first_code_points(std::string_view text, std::size_t count) {
  std::size_t end = 0;
  while (end < text.size()) {
    if (starts_code_point(text[end]) && count-- == 0) break;
    ++end;
  }
  return text.substr(0, end);
}

std::vector<std::string> split_text(std::string_view text, int pieces) {
  const std::size_t total = count_code_points(text);
  if (total == 0 && !text.empty()) return {std::string(text)};
  const std::size_t wanted = std::min(total, static_cast<std::size_t>(std::max(pieces, 1)));
  std::vector<std::string> parts;
  parts.reserve(wanted);
  for (std::size_t part = 0; part < wanted; ++part) {
    const std::size_t length = total * (part + 1) / wanted - total * part / wanted;
    const auto piece = part + 1 == wanted ? text : first_code_points(text, length);
    parts.emplace_back(piece);
    text.remove_prefix(piece.size());
  }
  return parts;
}

}  // namespace confab::mock
