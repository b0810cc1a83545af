#include "routing/request.hpp"

#include <algorithm>

#include "source/ascii.hpp"

namespace confab::mock {

namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = source::to_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// The byte that an escape at the start of `text` stands for, or -1.
int escaped_byte(std::string_view text) {
  if (text.size() < 3 || text[0] != '%') return -1;
  const int high = hex_value(text[1]);
  const int low = hex_value(text[2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

std::string decode_form(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const int byte = escaped_byte(text.substr(at));
    if (byte >= 0) {
      result += static_cast<char>(byte);
      at += 2;
    } else {
      result += text[at] == '+' ? ' ' : text[at];
    }
  }
  return result;
}

}  // namespace

bool same_field_name(std::string_view one, std::string_view other) {
  return source::same_letters(one, other);
}

std::optional<std::string_view> Request::header(std::string_view name) const {
  for (const Field& field : fields) {
    if (same_field_name(field.name, name)) return field.value;
  }
  return std::nullopt;
}

std::vector<std::pair<std::string, std::string>> parse_query(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> pairs;
  while (!query.empty()) {
    const std::string_view part = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(part.size() + 1, query.size()));
    if (part.empty()) continue;
    const std::string_view name = part.substr(0, part.find('='));
    const std::string_view value = name.size() < part.size() ? part.substr(name.size() + 1) : std::string_view{};
    pairs.emplace_back(decode_form(name), decode_form(value));
  }
  return pairs;
}

std::optional<std::string> percent_decode(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      result += text[at];
      continue;
    }
    const int byte = escaped_byte(text.substr(at));
    if (byte < 0) return std::nullopt;
    result += static_cast<char>(byte);
    at += 2;
  }
  return result;
}

}  // namespace confab::mock
