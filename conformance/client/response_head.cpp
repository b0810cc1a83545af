#include "client/response_head.hpp"

#include <algorithm>
#include <cctype>

#include "source/ascii.hpp"

namespace confab::conformance {
namespace {

constexpr std::string_view kVersion = "HTTP/1.";
constexpr std::string_view kBlanks = " \t";

// Visible characters, blanks and bytes above ASCII (RFC 9110, 5.5).
bool is_text(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c == '\t' || (c >= ' ' && c != 0x7F); });
}

std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  auto line = text.substr(0, end);
  text.remove_prefix(end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// HTTP/1.DIGIT SP 3DIGIT [SP reason]
bool parse_status_line(std::string_view line, ResponseHead& head) {
  const auto rest = line.substr(std::min(line.size(), kVersion.size()));
  if (!line.starts_with(kVersion) || rest.size() < 5 || !source::is_digit(rest[0]) || rest[1] != ' ') return false;
  if (!std::all_of(rest.begin() + 2, rest.begin() + 5, source::is_digit) || rest[2] == '0') return false;
  if ((rest.size() > 5 && rest[5] != ' ') || !is_text(rest)) return false;
  head.minor = rest[0] - '0';
  head.status = (rest[2] - '0') * 100 + (rest[3] - '0') * 10 + (rest[4] - '0');
  return true;
}

bool parse_field_line(std::string_view line, Headers& headers) {
  if (!is_text(line)) return false;
  if (line.find_first_of(kBlanks) == 0) {
    if (headers.empty()) return false;
    auto& value = headers.back().second;
    const auto more = source::trimmed(line);
    if (!value.empty() && !more.empty()) value += ' ';
    value += more;
    return true;
  }
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return false;
  headers.emplace_back(line.substr(0, colon), source::trimmed(line.substr(colon + 1)));
  return true;
}

}  // namespace

bool may_be_http(std::string_view bytes) {
  const auto known = std::min(bytes.size(), kVersion.size());
  return bytes.substr(0, known) == kVersion.substr(0, known);
}

std::optional<std::size_t> find_head_end(std::string_view bytes, std::size_t seen) {
  // A blank line may have begun in what was seen: "\n\r".
  for (auto at = bytes.find('\n', seen < 2 ? 0 : seen - 2); at != std::string_view::npos; at = bytes.find('\n', at + 1)) {
    const auto rest = bytes.substr(at + 1);
    if (rest.starts_with('\n')) return at + 2;
    if (rest.starts_with("\r\n")) return at + 3;
  }
  return std::nullopt;
}

tl::expected<ResponseHead, std::string> parse_response_head(std::string_view text) {
  ResponseHead head;
  const auto status_line = take_line(text);
  if (!parse_status_line(status_line, head))
    return tl::unexpected("the first line is no status line of HTTP/1: " + quote_bytes(status_line));
  for (auto line = take_line(text); !line.empty(); line = take_line(text))
    if (!parse_field_line(line, head.headers))
      return tl::unexpected("a line of the head is no header field: " + quote_bytes(line));
  return head;
}

std::vector<std::string> list_of(const Headers& headers, std::string_view name) {
  std::vector<std::string> elements;
  for (const auto& [field, value] : headers) {
    if (!same_name(field, name)) continue;
    for (std::string_view rest = value; !rest.empty();) {
      const auto comma = std::min(rest.find(','), rest.size());
      std::string element = source::to_lower(source::trimmed(rest.substr(0, comma)));
      if (!element.empty()) elements.push_back(std::move(element));
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
  }
  return elements;
}

bool same_name(std::string_view a, std::string_view b) {
  return source::same_letters(a, b);
}

bool is_token(std::string_view text) {
  const auto is_token_character = [](unsigned char c) {
    return std::isalnum(c) != 0 || std::string_view("!#$%&'*+-.^_`|~").find(static_cast<char>(c)) != std::string_view::npos;
  };
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_character);
}

std::string quote_bytes(std::string_view bytes) {
  constexpr std::size_t kMost = 60;
  constexpr auto* kHex = "0123456789abcdef";
  std::string result = "\"";
  for (const unsigned char c : bytes.substr(0, kMost)) {
    if (c >= ' ' && c < 0x7F && c != '"' && c != '\\') {
      result += static_cast<char>(c);
    } else {
      result += {'\\', 'x', kHex[c >> 4], kHex[c & 15]};
    }
  }
  return result + (bytes.size() > kMost ? "…\"" : "\"");
}

}  // namespace confab::conformance
