// A YAML file as JSON that still knows where everything stood.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "source/json_text.hpp"
#include "source/place.hpp"
#include "source/user_error.hpp"

namespace confab::source {

/// Files above this size are refused; what people write by hand is far smaller.
inline constexpr std::size_t kMaxYamlBytes = 1024 * 1024;
/// Nodes after aliases are expanded; bounds what a "billion laughs" file can cost.
inline constexpr std::size_t kMaxYamlNodes = 200'000;

class Document {
 public:
  Document() = default;
  Document(std::string file, Json value, std::map<std::string, Place, std::less<>> places, std::string text = {});

  /// YAML 1.2 scalars become JSON by the core schema (quoted scalars stay strings). Throws UserError with the place for
  /// a syntax error, a duplicate key, a key that is no scalar, an oversized file, or aliases that expand beyond measure.
  [[nodiscard]] static Document parse_yaml(std::string file, std::string_view text);
  /// Reads and parses; throws UserError if the file cannot be read.
  [[nodiscard]] static Document load_yaml(const std::string& path);

  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] const Json& value() const { return value_; }

  /// Where the value at `pointer` stands; the nearest ancestor's place if that one is not recorded.
  [[nodiscard]] Place place(std::string_view pointer) const;
  /// Where the key of the member at `pointer` stands, where that differs from its value.
  [[nodiscard]] Place key_place(std::string_view pointer) const;

  /// An error about the value at `pointer`, with its line quoted when the text is at hand.
  [[nodiscard]] UserError error(std::string_view pointer, std::string what, std::string remedy = {}) const;
  /// The same about its key.
  [[nodiscard]] UserError key_error(std::string_view pointer, std::string what, std::string remedy = {}) const;

  /// For embedding: {"file", "value", "places": {pointer: [line, column]}}, keeping places of at most `place_depth` tokens.
  [[nodiscard]] Json to_embedded(int place_depth) const;
  [[nodiscard]] static Document from_embedded(const Json& embedded);

 private:
  std::string file_;
  Json value_;
  std::map<std::string, Place, std::less<>> places_;  // keys' places are stored under pointer + "\n"
  std::string text_;
};

}  // namespace confab::source
