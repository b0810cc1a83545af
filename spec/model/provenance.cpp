#include "model/provenance.hpp"

#include <array>
#include <utility>

namespace confab::spec {
namespace {

constexpr std::array<std::pair<Provenance, std::string_view>, 4> kProvenances{{
    {Provenance::seed, "seed"},
    {Provenance::sdk, "sdk"},
    {Provenance::source, "source"},
    {Provenance::assumed, "assumed"},
}};

constexpr std::array<std::pair<Level, std::string_view>, 3> kLevels{{
    {Level::must, "must"},
    {Level::should, "should"},
    {Level::may, "may"},
}};

template <typename Table, typename Value>
std::string_view word_for(const Table& table, Value value) {
  for (const auto& [candidate, word] : table) {
    if (candidate == value) return word;
  }
  return {};
}

template <typename Value, std::size_t N>
std::optional<Value> value_for(const std::array<std::pair<Value, std::string_view>, N>& table, std::string_view given) {
  for (const auto& [value, word] : table) {
    if (word == given) return value;
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_string(Provenance provenance) {
  return word_for(kProvenances, provenance);
}
std::string_view to_string(Level level) {
  return word_for(kLevels, level);
}
std::optional<Provenance> parse_provenance(std::string_view word) {
  return value_for(kProvenances, word);
}
std::optional<Level> parse_level(std::string_view word) {
  return value_for(kLevels, word);
}

}  // namespace confab::spec
