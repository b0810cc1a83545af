#include "model/operation.hpp"

#include <algorithm>

namespace confab::spec {

const Response* Operation::response(int status) const {
  const std::string exact = std::to_string(status);
  for (const std::string& key : {exact, exact.substr(0, 1) + "XX", std::string("default")}) {
    if (const auto found = responses.find(key); found != responses.end()) return &found->second;
  }
  return nullptr;
}

std::string essence(std::string_view media_type) {
  const std::string_view spaces = " \t";
  std::string_view type = media_type.substr(0, media_type.find(';'));
  type.remove_prefix(std::min(type.find_first_not_of(spaces), type.size()));
  type = type.substr(0, type.find_last_not_of(spaces) + 1);
  std::string lower(type);
  // Not std::tolower: media types are ASCII whatever the locale says.
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

}  // namespace confab::spec
