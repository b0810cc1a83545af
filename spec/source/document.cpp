#include "source/document.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <utility>

#include "source/invariant.hpp"
#include "source/line_index.hpp"
#include "source/utf8.hpp"
#include "source/yaml_reader.hpp"

namespace confab::source {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

Place place_at(const std::string& file, std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const std::size_t start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  return {file, static_cast<int>(line), static_cast<int>(count_code_points(before.substr(start))) + 1};
}

bool is_forbidden(char c) {
  const auto code = static_cast<unsigned char>(c);
  return (code < 0x20 && c != '\t' && c != '\n' && c != '\r') || code == 0x7F;
}

// YAML 1.2.2, section 5.1. yaml-cpp takes some of these for the end of the file.
void check_characters(const std::string& file, std::string_view text) {
  if (const auto invalid = first_invalid_utf8(text)) {
    throw UserError(place_at(file, text, *invalid), "the file is not valid UTF-8", "Save it as UTF-8.");
  }
  const auto found = std::find_if(text.begin(), text.end(), is_forbidden);
  if (found == text.end()) return;
  const Place place = place_at(file, text, static_cast<std::size_t>(found - text.begin()));
  throw UserError(place, "a control character (code " + std::to_string(static_cast<int>(*found)) + ") stands here",
                  "Write it as an escape in double quotes, such as \"\\x1b\".", line_of(text, place.line));
}

[[noreturn]] void refuse_size(const std::string& file) {
  throw UserError({file, 0, 0}, "the file is larger than " + std::to_string(kMaxYamlBytes) + " bytes", "Split the file.");
}

std::string_view parent_of(std::string_view pointer) {
  return pointer.substr(0, pointer.rfind('/'));
}

std::string key_of_place(std::string_view pointer) {
  return std::string(pointer) + "\n";
}

}  // namespace

Document::Document(std::string file, Json value, std::map<std::string, Place, std::less<>> places, std::string text)
    : file_(std::move(file)), value_(std::move(value)), places_(std::move(places)), text_(std::move(text)) {}

Document Document::parse_yaml(std::string file, std::string_view text) {
  if (text.size() > kMaxYamlBytes) refuse_size(file);
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  check_characters(file, text);
  YamlContent content = read_yaml(file, text);
  return Document(std::move(file), std::move(content.value), std::move(content.places), std::string(text));
}

Document Document::load_yaml(const std::string& path) {
  std::error_code problem;
  if (std::filesystem::is_directory(path, problem)) throw UserError({path, 0, 0}, "is a folder, not a file");
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw UserError({path, 0, 0}, "cannot be opened", "Check the path and the permissions.");
  // One byte more than allowed tells that there is more, whatever the file claims about its size.
  std::string text(kMaxYamlBytes + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad()) throw UserError({path, 0, 0}, "cannot be read");
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return parse_yaml(path, text);
}

Place Document::place(std::string_view pointer) const {
  while (true) {
    const auto found = places_.find(pointer);
    if (found != places_.end()) return found->second;
    if (pointer.empty()) return {file_, 0, 0};
    pointer = pointer.find('/') == std::string_view::npos ? std::string_view{} : parent_of(pointer);
  }
}

Place Document::key_place(std::string_view pointer) const {
  const auto found = places_.find(key_of_place(pointer));
  return found == places_.end() ? place(pointer) : found->second;
}

UserError Document::error(std::string_view pointer, std::string what, std::string remedy) const {
  Place where = place(pointer);
  std::string line = line_of(text_, where.line);
  return UserError(std::move(where), std::move(what), std::move(remedy), std::move(line));
}

UserError Document::key_error(std::string_view pointer, std::string what, std::string remedy) const {
  Place where = key_place(pointer);
  std::string line = line_of(text_, where.line);
  return UserError(std::move(where), std::move(what), std::move(remedy), std::move(line));
}

Json Document::to_embedded(int place_depth) const {
  Json places = Json::object();
  for (const auto& [pointer, where] : places_) {
    if (std::count(pointer.begin(), pointer.end(), '/') <= place_depth) places[pointer] = {where.line, where.column};
  }
  return {{"file", file_}, {"value", value_}, {"places", std::move(places)}};
}

Document Document::from_embedded(const Json& embedded) {
  invariant(embedded.is_object() && embedded.contains("file") && embedded.contains("value") && embedded.contains("places"),
            "an embedded document has a file, a value and places");
  const auto file = embedded["file"].get<std::string>();
  std::map<std::string, Place, std::less<>> places;
  for (const auto& [pointer, where] : embedded["places"].items()) {
    places.emplace_hint(places.end(), pointer, Place{file, where.at(0).get<int>(), where.at(1).get<int>()});
  }
  return Document(file, embedded["value"], std::move(places));
}

}  // namespace confab::source
