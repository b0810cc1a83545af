#include "result/json_reader.hpp"

#include <fmt/format.h>

#include <limits>

namespace confab::reports {

JsonReader::JsonReader(const source::Json& value, std::string file, std::string pointer)
    : value_(&value), file_(std::move(file)), pointer_(std::move(pointer)) {}

JsonReader JsonReader::member(std::string_view name) const {
  const source::Json& object = require(value_->is_object(), "an object");
  const auto found = object.find(name);
  if (found == object.end()) throw error(fmt::format("the member \"{}\" is missing", name));
  return {*found, file_, pointer_ + "/" + source::escape_token(name)};
}

std::optional<JsonReader> JsonReader::member_if_any(std::string_view name) const {
  const source::Json& object = require(value_->is_object(), "an object");
  const auto found = object.find(name);
  if (found == object.end() || found->is_null()) return std::nullopt;
  return member(name);
}

std::vector<JsonReader> JsonReader::items() const {
  std::vector<JsonReader> readers;
  for (const source::Json& item : require(value_->is_array(), "a list"))
    readers.emplace_back(item, file_, fmt::format("{}/{}", pointer_, readers.size()));
  return readers;
}

std::string JsonReader::text() const {
  return require(value_->is_string(), "a string").get<std::string>();
}

std::string JsonReader::text_or_null() const {
  return is_null() ? std::string() : text();
}

std::vector<std::string> JsonReader::texts() const {
  std::vector<std::string> words;
  for (const JsonReader& item : items()) words.push_back(item.text());
  return words;
}

bool JsonReader::boolean() const {
  return require(value_->is_boolean(), "true or false").get<bool>();
}

int JsonReader::integer() const {
  const auto number = require(value_->is_number_integer(), "a whole number").get<long long>();
  const bool fits = number >= std::numeric_limits<int>::min() && number <= std::numeric_limits<int>::max();
  if (!fits) throw error("this number is out of range");
  return static_cast<int>(number);
}

double JsonReader::number() const {
  return require(value_->is_number(), "a number").get<double>();
}

source::UserError JsonReader::error(std::string what) const {
  return {source::Place{file_}, fmt::format("not a confab result: at {}: {}", pointer_.empty() ? "the top" : pointer_, what),
          "Give a file that `confab check … --report json=FILE` wrote."};
}

const source::Json& JsonReader::require(bool holds, std::string_view type) const {
  if (!holds) throw error(fmt::format("expected {}, found {}", type, value_->type_name()));
  return *value_;
}

}  // namespace confab::reports
