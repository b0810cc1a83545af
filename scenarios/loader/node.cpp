#include "loader/node.hpp"

#include <algorithm>

#include "loader/duration.hpp"
#include "source/nearest_word.hpp"

namespace confab::scenarios {
namespace {

std::string describe(const source::Json& value) {
  switch (value.type()) {
    case source::Json::value_t::null:
      return "nothing";
    case source::Json::value_t::object:
      return "a mapping";
    case source::Json::value_t::array:
      return "a list";
    case source::Json::value_t::string:
      return "the text " + in_quotes(value.get_ref<const std::string&>());
    case source::Json::value_t::boolean:
      return value.get<bool>() ? "true" : "false";
    default:
      return "the number " + value.dump();
  }
}

}  // namespace

std::string in_quotes(std::string_view text) {
  constexpr std::size_t kShown = 80;
  if (text.size() <= kShown) return "\"" + std::string(text) + "\"";
  std::size_t end = kShown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return "\"" + std::string(text.substr(0, end)) + "…\"";
}

Node::Node(const source::Document& document) : document_(&document), value_(&document.value()) {}

Node::Node(const source::Document& document, const source::Json& value, std::string path)
    : document_(&document), value_(&value), path_(std::move(path)) {}

source::Place Node::place() const {
  return document_->place(path_);
}

Node Node::child(const source::Json& value, std::string_view token) const {
  return {*document_, value, path_ + "/" + source::escape_token(token)};
}

std::optional<Node> Node::member(std::string_view key) const {
  expect_mapping();
  const auto found = value_->find(key);
  if (found == value_->end()) return std::nullopt;
  return child(*found, key);
}

Node Node::required(std::string_view key) const {
  auto found = member(key);
  if (!found) fail("the key " + in_quotes(key) + " is missing here");
  return *std::move(found);
}

std::vector<std::pair<std::string, Node>> Node::members() const {
  expect_mapping();
  std::vector<std::pair<std::string, Node>> all;
  for (const auto& [key, value] : value_->items()) all.emplace_back(key, child(value, key));
  return all;
}

std::vector<Node> Node::items() const {
  if (!value_->is_array()) fail_type("a list");
  std::vector<Node> all;
  for (std::size_t i = 0; i < value_->size(); ++i) all.push_back(child((*value_)[i], std::to_string(i)));
  return all;
}

std::vector<Node> Node::some_items() const {
  auto all = items();
  if (all.empty()) fail("the list is empty");
  return all;
}

void Node::expect_keys(std::span<const std::string> known) const {
  expect_mapping();
  for (const auto& [key, value] : value_->items()) {
    if (std::find(known.begin(), known.end(), key) == known.end()) {
      child(value, key).fail_key("unknown key " + in_quotes(key), source::suggest(key, known));
    }
  }
}

std::string Node::text() const {
  if (!value_->is_string()) fail_type("text", value_->is_structured() ? "" : "Put it in quotes.");
  return value_->get<std::string>();
}

std::string Node::some_text() const {
  auto found = text();
  if (found.empty()) fail("the text is empty");
  return found;
}

std::vector<std::string> Node::texts() const {
  std::vector<std::string> all;
  for (const Node& item : items()) all.push_back(item.some_text());
  return all;
}

bool Node::boolean() const {
  if (!value_->is_boolean()) fail_type("true or false");
  return value_->get<bool>();
}

void Node::expect_true() const {
  if (!boolean()) fail("only true means something here", "Leave the key out instead.");
}

int Node::integer(int least, int most) const {
  const auto fits = [&](auto number) { return std::cmp_greater_equal(number, least) && std::cmp_less_equal(number, most); };
  const bool good = value_->is_number_unsigned() ? fits(value_->get<std::uint64_t>())
                                                 : value_->is_number_integer() && fits(value_->get<std::int64_t>());
  if (!good) fail_type("a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  return value_->get<int>();
}

Duration Node::duration() const {
  const auto* given = value_->get_ptr<const std::string*>();
  const auto parsed = given == nullptr ? std::nullopt : parse_duration(*given);
  if (!parsed) fail_type("a duration", "Write a whole number and its unit: 50ms, 2s, 1m.");
  return *parsed;
}

std::string Node::pointer() const {
  auto found = text();
  if (!found.empty() && found[0] != '/') {
    fail("expected a JSON pointer, found " + in_quotes(found),
         "A JSON pointer starts with \"/\": /conversation_uuid, /items/0.");
  }
  return found;
}

void Node::expect_mapping() const {
  if (!value_->is_object()) fail_type("a mapping");
}

void Node::fail(std::string what, std::string remedy) const {
  throw document_->error(path_, std::move(what), std::move(remedy));
}

void Node::fail_key(std::string what, std::string remedy) const {
  throw document_->key_error(path_, std::move(what), std::move(remedy));
}

void Node::fail_unknown(std::string_view kind, std::string_view given, std::span<const std::string> known) const {
  fail("unknown " + std::string(kind) + " " + in_quotes(given), source::suggest(given, known));
}

void Node::fail_type(std::string_view wanted, std::string remedy) const {
  fail("expected " + std::string(wanted) + ", found " + describe(*value_), std::move(remedy));
}

}  // namespace confab::scenarios
