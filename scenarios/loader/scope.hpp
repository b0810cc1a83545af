// What a step may refer to, given the steps before it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "loader/node.hpp"
#include "loader/step.hpp"
#include "model/vendor.hpp"

namespace confab::scenarios {

/// Grows while the steps are read in order. `saved` and `streams` hold what earlier steps saved and opened.
struct Scope {
  const spec::Vendor& vendor;
  std::set<std::string, std::less<>> prompts;
  std::set<std::string, std::less<>> saved;
  std::map<std::string, std::string, std::less<>> streams;  // name -> operation

  /// These values are saved from now on.
  void learn(const std::vector<Save>& saves);
  /// Takes over what the steps of `inner`, a copy of this one, saved and opened.
  void merge(const Scope& inner);
};

/// Every $reference in the texts of a value, however deep; throws UserError for one that nobody provides.
void check_references(const Node& value, const Scope& scope);
/// The same for the one text `value` (the value itself must be text).
void check_text_references(const Node& value, std::string_view text, const Scope& scope);

/// Lists of ids, checked against the vendor.
[[nodiscard]] std::vector<std::string> read_features(const Node& list, const spec::Vendor& vendor);
[[nodiscard]] std::vector<std::string> read_clauses(const Node& list, const spec::Vendor& vendor);
/// "default" and "nobody" always exist.
[[nodiscard]] std::string read_persona(const Node& value, const spec::Vendor& vendor);
/// The name of a stream that an earlier step opened.
[[nodiscard]] std::string read_open_stream(const Node& value, const Scope& scope);
/// A frame name that stream.yaml knows for `operation`.
[[nodiscard]] std::string read_frame(const Node& value, const Scope& scope, std::string_view operation);

/// An id of each row, for suggestions.
template <class Rows>
[[nodiscard]] std::vector<std::string> names_of(const Rows& rows, auto member) {
  std::vector<std::string> names;
  for (const auto& row : rows) names.push_back(row.*member);
  return names;
}

template <class Map>
[[nodiscard]] std::vector<std::string> keys_of(const Map& map) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : map) keys.push_back(key);
  return keys;
}

}  // namespace confab::scenarios
