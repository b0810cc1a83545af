#include "routing/header_parameters.hpp"

#include <algorithm>
#include <optional>

#include "source/ascii.hpp"

namespace confab::mock {

namespace {

// Takes a quoted string off `text`, which starts with '"'; nothing if it does not end.
std::optional<std::string> take_quoted(std::string_view& text) {
  std::string value;
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == '"') {
      text.remove_prefix(at + 1);
      return value;
    }
    const bool escapes = text[at] == '\\' && at + 1 < text.size() && (text[at + 1] == '"' || text[at + 1] == '\\');
    value += text[escapes ? ++at : at];
  }
  return std::nullopt;
}

std::optional<std::string> take_value(std::string_view& text) {
  if (text.starts_with('"')) return take_quoted(text);
  const std::string_view value = text.substr(0, text.find(';'));
  text.remove_prefix(value.size());
  return std::string(source::trimmed(value));
}

}  // namespace

const std::string* HeaderParameters::find(std::string_view name) const {
  const auto found =
      std::find_if(parameters.begin(), parameters.end(), [name](const auto& each) { return each.first == name; });
  return found == parameters.end() ? nullptr : &found->second;
}

HeaderParameters parse_header_parameters(std::string_view text) {
  HeaderParameters result;
  const std::string_view value = text.substr(0, text.find(';'));
  result.value = source::to_lower(source::trimmed(value));
  text.remove_prefix(value.size());
  while (!text.empty()) {
    text = source::trimmed(text.substr(1));
    if (text.empty() || text.front() == ';') continue;
    const std::size_t equals = text.find('=');
    result.well_formed = equals != text.npos && text.substr(0, equals).find(';') == text.npos;
    if (!result.well_formed) return result;
    std::string name = source::to_lower(source::trimmed(text.substr(0, equals)));
    text = source::trimmed(text.substr(equals + 1));
    auto given = take_value(text);
    text = source::trimmed(text);
    result.well_formed = given && (text.empty() || text.front() == ';');
    if (!result.well_formed) return result;
    result.parameters.emplace_back(std::move(name), std::move(*given));
  }
  return result;
}

}  // namespace confab::mock
