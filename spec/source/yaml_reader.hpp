// From YAML text to JSON and the places of its values. With yaml_builder the only place that knows yaml-cpp.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "source/json_text.hpp"
#include "source/place.hpp"

namespace confab::source {

/// Nesting after aliases are expanded; JSON is copied and printed recursively.
inline constexpr std::size_t kMaxYamlDepth = 200;

struct YamlContent {
  Json value;
  std::map<std::string, Place, std::less<>> places;  // as Document keeps them: keys' places under pointer + "\n"
};

/// Merge keys ("<<") are ordinary keys, tags other than !!str are refused. Throws UserError as Document::parse_yaml does.
/// `text` must be UTF-8 without control characters and without a byte order mark.
[[nodiscard]] YamlContent read_yaml(const std::string& file, std::string_view text);

}  // namespace confab::source
