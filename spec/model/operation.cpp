#include "model/operation.hpp"

#include <algorithm>

#include "source/ascii.hpp"

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
  return source::to_lower(type);
}

bool is_json(std::string_view media_type) {
  const std::string type = essence(media_type);
  return type == "application/json" || type.ends_with("+json");
}

}  // namespace confab::spec
