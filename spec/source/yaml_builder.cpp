#include "source/yaml_builder.hpp"

#include <algorithm>
#include <utility>

#include "source/document.hpp"
#include "source/yaml_scalar.hpp"

namespace confab::source {
namespace {

// What aliases may copy in text, and what pointers to places may take: a few nodes with long strings or keys stay below
// kMaxYamlNodes and would still fill the memory.
constexpr std::size_t kMaxCopiedBytes = 8 * kMaxYamlBytes;
constexpr std::size_t kMaxPlaceBytes = 16 * kMaxYamlBytes;

// Whether the quoted scalar that `text` starts with, behind its anchor and tag, ends. Other scalars always do.
bool is_closed(std::string_view text) {
  while (text.starts_with('&') || text.starts_with('!')) {
    text.remove_prefix(std::min(text.find_first_of(" \t\r\n"), text.size()));
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  }
  if (!text.starts_with('"') && !text.starts_with('\'')) return true;
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[0] == '"' && text[at] == '\\') {
      ++at;
    } else if (text.substr(at).starts_with("''") && text[0] == '\'') {
      ++at;
    } else if (text[at] == text[0]) {
      return true;
    }
  }
  return false;
}

bool is_plain_tag(std::string_view tag) {
  return tag.empty() || tag == "?";
}

}  // namespace

void YamlBuilder::fail(const YAML::Mark& mark, std::string what, std::string_view remedy) {
  const Place place = lines_.place(file_, mark.line, mark.column);
  throw UserError(place, std::move(what), std::string(remedy), line_of(text_, place.line));
}

void YamlBuilder::check_last_quote() {
  if (last_scalar_.line < 0) return;
  if (is_closed(text_.substr(lines_.offset(last_scalar_.line, last_scalar_.column)))) return;
  fail(last_scalar_, "a quoted text is not closed", "Add the closing quote.");
}

void YamlBuilder::OnDocumentStart(const YAML::Mark& mark) {
  if (documents_++ > 0) fail(mark, "a second document starts here", "One file holds one document; remove the \"---\".");
}

void YamlBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  if (awaits_key()) fail(mark, "a key must be a word", "Write the key before the \":\", in quotes if need be.");
  if (anchor != 0) anchors_[anchor] = {Json(nullptr), Weight{}, true};
  count(mark, Weight{});
  put(mark, Json(nullptr), Weight{});
}

void YamlBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) {
  last_scalar_ = mark;
  const Weight weight{1, value.size(), 0};
  const bool is_key = awaits_key();
  Json read = is_key ? Json(value) : scalar(mark, tag, value);
  if (anchor != 0) anchors_[anchor] = {read, weight, true};
  if (is_key) return take_key(mark, value);
  count(mark, Weight{});  // the text itself stands in the file, only copies of it are counted
  put(mark, std::move(read), weight);
}

void YamlBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  if (awaits_key()) fail(mark, "a key must not be an alias", "Write the key out.");
  const auto found = anchors_.find(anchor);
  if (found == anchors_.end() || !found->second.complete) fail(mark, "an alias must not stand inside its own anchor");
  count(mark, found->second.weight);
  put(mark, found->second.value, found->second.weight);
}

void YamlBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                                  YAML::EmitterStyle::value) {
  open(mark, tag, anchor, Json::array());
}

void YamlBuilder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                             YAML::EmitterStyle::value) {
  open(mark, tag, anchor, Json::object());
}

bool YamlBuilder::awaits_key() const {
  return !open_.empty() && open_.back().value.is_object() && !open_.back().has_key;
}

Json YamlBuilder::scalar(const YAML::Mark& mark, const std::string& tag, const std::string& value) {
  if (tag == "!" || tag == "tag:yaml.org,2002:str") return Json(value);
  if (!is_plain_tag(tag)) fail(mark, "tags are not supported here: " + tag, "Remove the tag; put text in quotes.");
  auto read = read_plain_scalar(value);
  if (!read) fail(mark, read.error(), "Put it in quotes if it is meant as text.");
  return *std::move(read);
}

void YamlBuilder::take_key(const YAML::Mark& mark, const std::string& key) {
  Open& map = open_.back();
  if (map.value.contains(key)) {
    fail(mark, "duplicate key \"" + key + "\"", "A key may stand only once in a mapping; remove one of them.");
  }
  map.key = key;
  map.has_key = true;
  const std::size_t size = pointer_.size();
  enter();
  record(mark, "\n");
  pointer_.resize(size);
}

void YamlBuilder::open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, Json empty) {
  if (awaits_key()) {
    fail(mark, "a list or mapping stands where a key is expected, or it is not closed",
         "Close it with \"]\" or \"}\", or write the key as one word.");
  }
  if (!is_plain_tag(tag) && tag != "!") fail(mark, "tags are not supported here: " + tag, "Remove the tag.");
  if (open_.size() >= kMaxYamlDepth) fail_depth(mark);
  count(mark, Weight{});
  const std::size_t parent_size = pointer_.size();
  enter();
  record(mark, "");
  if (anchor != 0) anchors_[anchor] = {};
  open_.push_back(Open{std::move(empty), mark, anchor, Weight{}, parent_size, {}, false});
}

void YamlBuilder::close() {
  Open closed = std::move(open_.back());
  open_.pop_back();
  pointer_.resize(closed.pointer_size);
  closed.weight.height += 1;
  if (closed.anchor != 0) {
    count(closed.mark, closed.weight);  // the anchor keeps a copy, so it costs as much as an alias
    anchors_[closed.anchor] = {closed.value, closed.weight, true};
  }
  attach(std::move(closed.value), closed.weight);
}

void YamlBuilder::put(const YAML::Mark& mark, Json value, const Weight& weight) {
  if (open_.size() + weight.height > kMaxYamlDepth) fail_depth(mark);
  const std::size_t size = pointer_.size();
  enter();
  record(mark, "");
  pointer_.resize(size);
  attach(std::move(value), weight);
}

void YamlBuilder::attach(Json value, const Weight& weight) {
  if (open_.empty()) {
    root_ = std::move(value);
    return;
  }
  Open& parent = open_.back();
  parent.weight.nodes += weight.nodes;
  parent.weight.bytes += weight.bytes;
  parent.weight.height = std::max(parent.weight.height, weight.height);
  if (parent.value.is_array()) {
    parent.value.push_back(std::move(value));
    return;
  }
  parent.weight.bytes += parent.key.size();
  parent.value[parent.key] = std::move(value);
  parent.has_key = false;
}

// Makes the pointer one token longer: by the key or index under which the next value will stand.
void YamlBuilder::enter() {
  if (open_.empty()) return;
  const Open& parent = open_.back();
  pointer_ += "/" + (parent.value.is_object() ? escape_token(parent.key) : std::to_string(parent.value.size()));
}

void YamlBuilder::record(const YAML::Mark& mark, std::string_view suffix) {
  place_bytes_ += pointer_.size() + sizeof(Place);
  if (place_bytes_ > kMaxPlaceBytes) return;  // Document::place falls back to the parent's
  places_.emplace(pointer_ + std::string(suffix), lines_.place(file_, mark.line, mark.column));
}

void YamlBuilder::count(const YAML::Mark& mark, const Weight& weight) {
  nodes_ += weight.nodes;
  copied_bytes_ += weight.bytes;
  if (nodes_ <= kMaxYamlNodes && copied_bytes_ <= kMaxCopiedBytes) return;
  fail(mark,
       "the file holds too much: an alias counts as all it stands for, and " + std::to_string(kMaxYamlNodes) +
           " values or " + std::to_string(kMaxCopiedBytes) + " bytes are the limit",
       "Use fewer aliases, or split the file.");
}

void YamlBuilder::fail_depth(const YAML::Mark& mark) {
  fail(mark, "nested deeper than " + std::to_string(kMaxYamlDepth) + " levels", "Write it flatter.");
}

}  // namespace confab::source
