#include "model/record.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "source/nearest_word.hpp"

namespace confab::spec {

using source::Json;

std::string below(std::string_view pointer, std::string_view token) {
  return fmt::format("{}/{}", pointer, source::escape_token(token));
}

std::string below(std::string_view pointer, std::size_t index) {
  return fmt::format("{}/{}", pointer, index);
}

std::vector<std::string> keys_as_written(const source::Document& document, std::string_view pointer) {
  const Json* object = source::find(document.value(), pointer);
  std::vector<std::pair<source::Place, std::string>> placed;
  if (object != nullptr && object->is_object()) {
    for (const auto& [key, value] : object->items()) placed.emplace_back(document.key_place(below(pointer, key)), key);
  }
  std::stable_sort(placed.begin(), placed.end(), [](const auto& a, const auto& b) {
    return std::pair(a.first.line, a.first.column) < std::pair(b.first.line, b.first.column);
  });
  std::vector<std::string> keys;
  for (auto& [place, key] : placed) keys.push_back(std::move(key));
  return keys;
}

Record::Record(const source::Document& document, std::string pointer)
    : document_(&document), pointer_(std::move(pointer)), value_(source::find(document.value(), pointer_)) {
  if (value_ == nullptr || !value_->is_object()) {
    throw document.error(pointer_, "a mapping is expected here", "Write it as key: value.");
  }
}

void Record::only(std::initializer_list<std::string_view> known) const {
  for (const auto& [key, value] : value_->items()) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    const std::vector<std::string> words(known.begin(), known.end());
    throw document_->key_error(pointer(key), fmt::format("unknown key \"{}\"", key), source::suggest(key, words));
  }
}

std::string Record::checked_text(std::string_view key, const Json& value, const std::string& at) const {
  if (value.is_string()) return value.get<std::string>();
  throw document_->error(at, fmt::format("\"{}\" must be text", key), "Put it in quotes if it looks like something else.");
}

const Json& Record::value(std::string_view key) const {
  const auto found = value_->find(key);
  if (found != value_->end()) return *found;
  throw document_->error(pointer_, fmt::format("\"{}\" is missing", key), fmt::format("Add \"{}: …\".", key));
}

std::string Record::text(std::string_view key) const {
  std::string text = checked_text(key, value(key), pointer(key));
  if (text.empty()) throw error(key, fmt::format("\"{}\" is empty", key));
  return text;
}

std::string Record::text_or(std::string_view key, std::string_view otherwise) const {
  return has(key) ? checked_text(key, value(key), pointer(key)) : std::string(otherwise);
}

bool Record::flag_or(std::string_view key, bool otherwise) const {
  if (!has(key)) return otherwise;
  if (!value(key).is_boolean()) throw error(key, fmt::format("\"{}\" must be true or false", key));
  return value(key).get<bool>();
}

std::string Record::json_pointer_or_empty(std::string_view key) const {
  std::string pointer = text_or(key, "");
  const bool well_formed = pointer.empty() || pointer.front() == '/';
  if (!well_formed)
    throw error(key, fmt::format("\"{}\" is no JSON pointer", pointer), fmt::format("Write \"/{}\".", pointer));
  return pointer;
}

std::string Record::schema_ref_or_empty(std::string_view key) const {
  const std::string ref = text_or(key, "");
  if (ref.empty()) return ref;
  if (!ref.starts_with("#/")) {
    throw error(key, fmt::format("\"{}\" is no reference into openapi.yaml", ref), "Write \"#/components/schemas/NAME\".");
  }
  return ref.substr(1);
}

std::vector<std::string> Record::texts_or_none(std::string_view key) const {
  std::vector<std::string> texts;
  if (!has(key)) return texts;
  const Json& list = value(key);
  if (!list.is_array()) throw error(key, fmt::format("\"{}\" must be a list", key), "Write [ a, b ].");
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string at = below(pointer(key), i);
    texts.push_back(checked_text(key, list[i], at));
    if (texts.back().empty()) throw document_->error(at, fmt::format("an entry of \"{}\" is empty", key));
  }
  return texts;
}

Record Record::record(std::string_view key) const {
  static_cast<void>(value(key));
  return {*document_, pointer(key)};
}

std::optional<Record> Record::record_if_any(std::string_view key) const {
  if (!has(key)) return std::nullopt;
  return Record(*document_, pointer(key));
}

source::UserError Record::error(std::string_view key, std::string what, std::string remedy) const {
  return document_->error(pointer(key), std::move(what), std::move(remedy));
}

}  // namespace confab::spec
