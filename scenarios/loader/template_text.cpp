#include "loader/template_text.hpp"

#include <algorithm>

namespace confab::scenarios {
namespace {

bool starts_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool continues_name(char c) {
  return starts_name(c) || (c >= '0' && c <= '9') || c == '-';
}

// Names joined by dots.
bool is_path(std::string_view text) {
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos) return is_name(text);
  return is_name(text.substr(0, dot)) && is_path(text.substr(dot + 1));
}

void add_literal(TemplateText& result, char c) {
  if (result.parts.empty() || result.parts.back().is_reference) result.parts.push_back({});
  result.parts.back().text += c;
}

}  // namespace

bool is_name(std::string_view text) {
  return !text.empty() && starts_name(text[0]) && std::all_of(text.begin(), text.end(), continues_name);
}

tl::expected<TemplateText, std::string> parse_template(std::string_view text) {
  if (text.size() > 1 && text[0] == '$' && is_path(text.substr(1))) {
    return TemplateText{{{std::string(text.substr(1)), true}}, true};
  }
  TemplateText result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char next = at + 1 < text.size() ? text[at + 1] : '\0';
    if (text[at] != '$' || (next != '$' && next != '{' && !starts_name(next))) {
      add_literal(result, text[at]);
    } else if (next == '$') {
      add_literal(result, '$');
      ++at;
    } else if (next == '{') {
      const std::size_t end = text.find('}', at);
      if (end == std::string_view::npos) return tl::unexpected(std::string("\"${\" without a closing \"}\""));
      const std::string_view name = text.substr(at + 2, end - at - 2);
      if (!is_path(name)) return tl::unexpected("\"${" + std::string(name) + "}\" is not a name");
      result.parts.push_back({std::string(name), true});
      at = end;
    } else {
      return tl::unexpected(std::string("a \"$name\" inside a longer text needs braces"));
    }
  }
  return result;
}

}  // namespace confab::scenarios
