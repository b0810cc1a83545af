#include "vendors/pipeshub_guard.hpp"

#include <algorithm>

namespace confab::mock::pipeshub {

namespace {

constexpr std::string_view kSpace = " \t\r\n";

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool starts_tag(std::string_view rest) {
  const std::size_t name = rest.starts_with("</") ? 2 : 1;
  return rest.size() > name && (is_letter(rest[name]) || rest[name] == '!' || rest[name] == '?');
}

/// "%s", "%-5d", "%.2f", "%ld" and the like; not "%" before a space, so that "100% sure" may be said.
bool starts_specifier(std::string_view rest) {
  std::size_t at = std::min(rest.find_first_not_of("-+#0123456789.*hlLqjzt", 1), rest.size());
  return at < rest.size() && std::string_view("diouxXeEfFgGaAcspn").find(rest[at]) != std::string_view::npos;
}

bool is_handler(std::string_view text, std::size_t on) {
  if (on > 0 && (is_letter(text[on - 1]) || text[on - 1] == '_')) return false;
  std::size_t at = on + 2;
  while (at < text.size() && is_letter(text[at])) ++at;
  if (at == on + 2) return false;
  at = text.find_first_not_of(kSpace, at);
  return at != std::string_view::npos && text[at] == '=';
}

bool same_start(std::string_view text, std::string_view word) {
  return text.size() >= word.size() && std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) {
           return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b + ('a' - 'A')) : b);
         });
}

}  // namespace

bool is_suspicious(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view rest = text.substr(at);
    if (rest[0] == '<' && starts_tag(rest)) return true;
    if (rest[0] == '%' && starts_specifier(rest)) return true;
    if (same_start(rest, "javascript:")) return true;
    if (same_start(rest, "on") && is_handler(text, at)) return true;
  }
  return false;
}

}  // namespace confab::mock::pipeshub
