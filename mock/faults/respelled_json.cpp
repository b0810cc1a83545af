#include "faults/respelled_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <string_view>
#include <vector>

namespace confab::mock {
namespace {

using source::Json;

/// How the parts are written, and what stands between them.
struct Spelling {
  bool reversed = false;
  std::string_view gap = "";
  std::function<std::string(const std::string&)> text = [](const std::string& plain) { return source::render_json(plain); };
};

std::string render(const Json& value, const Spelling& spelling);

std::string joined(const std::vector<std::string>& parts, char open, char close, std::string_view gap) {
  std::string text(1, open);
  for (std::size_t i = 0; i < parts.size(); ++i) text += fmt::format("{0}{1}{2}{0}", gap, i == 0 ? "" : ",", parts[i]);
  return text + close;
}

std::string render_object(const Json& value, const Spelling& spelling) {
  std::vector<std::string> members;
  for (const auto& [name, member] : value.items())
    members.push_back(fmt::format("{}{}:{}{}", spelling.text(name), spelling.gap, spelling.gap, render(member, spelling)));
  if (spelling.reversed) std::reverse(members.begin(), members.end());
  return joined(members, '{', '}', spelling.gap);
}

std::string render(const Json& value, const Spelling& spelling) {
  if (value.is_string()) return spelling.text(value.get_ref<const std::string&>());
  if (value.is_object()) return render_object(value, spelling);
  if (!value.is_array()) return source::render_json(value);
  std::vector<std::string> items;
  for (const Json& item : value) items.push_back(render(item, spelling));
  return joined(items, '[', ']', spelling.gap);
}

std::string escaped_text(const std::string& text) {
  std::string escaped = Json(text).dump(-1, ' ', true, Json::error_handler_t::replace);
  const char first = escaped[1];
  if (first != '\\' && first != '"') escaped.replace(1, 1, fmt::format("\\u{:04x}", static_cast<unsigned>(first)));
  return escaped;
}

}  // namespace

std::string render_reversed(const Json& value) {
  Spelling spelling;
  spelling.reversed = true;
  return render(value, spelling);
}

std::string render_spaced(const Json& value) {
  Spelling spelling;
  spelling.gap = " ";
  return render(value, spelling);
}

std::string render_escaped(const Json& value) {
  Spelling spelling;
  spelling.text = escaped_text;
  return render(value, spelling);
}

}  // namespace confab::mock
