#include "model/stream_spec.hpp"

#include <algorithm>
#include <charconv>

namespace confab::spec {
namespace {

/// Codes are keys of a mapping and so were written as text: "1" stands for the number 1 as well.
std::string code_text(const source::Json& code) {
  return code.is_string() ? code.get<std::string>() : source::render_json(code);
}

source::Json code_value(const std::string& text) {
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  const bool canonical = error == std::errc() && stopped == end && std::to_string(number) == text;
  return canonical ? source::Json(number) : source::Json(text);
}

}  // namespace

bool StreamSpec::is_terminal(std::string_view name) const {
  return std::find(terminals.begin(), terminals.end(), name) != terminals.end();
}

std::string StreamSpec::name_of(std::string_view own, const source::Json& payload) const {
  const bool in_payload = name_field.starts_with('/');
  if (!in_payload && (!name_field.empty() || name_otherwise.empty())) return std::string(own);
  const source::Json* named = in_payload ? source::find(payload, name_field) : nullptr;
  if (named != nullptr && named->is_string()) return named->get<std::string>();
  const auto fits = [&](const NameRule& rule) {
    if (rule.has.empty()) return true;
    const source::Json* there = source::find(payload, rule.has);
    return there != nullptr && (!rule.equals || *there == *rule.equals);
  };
  const auto rule = std::find_if(name_otherwise.begin(), name_otherwise.end(), fits);
  return rule == name_otherwise.end() ? std::string() : rule->is;
}

std::string StoredForm::name_of(const source::Json& code) const {
  if (names.empty()) return code.is_string() ? code.get<std::string>() : std::string();
  const auto found = names.find(code_text(code));
  return found == names.end() ? std::string() : found->second;
}

source::Json StoredForm::code_of(std::string_view frame) const {
  for (const auto& [code, known] : names) {
    if (known == frame) return code_value(code);
  }
  return std::string(frame);
}

std::string StreamSpec::stored_name(const source::Json& code) const {
  return stored ? stored->name_of(code) : std::string();
}

source::Json StreamSpec::stored_code(std::string_view name) const {
  return stored ? stored->code_of(name) : source::Json(std::string(name));
}

}  // namespace confab::spec
