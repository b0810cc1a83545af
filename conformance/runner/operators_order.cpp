// Operators that compare: numbers by value, moments by time, other texts by their bytes.
#include <fmt/format.h>

#include <optional>

#include "checks/breach_tally.hpp"
#include "runner/instant.hpp"
#include "runner/operators.hpp"

namespace confab::conformance {
namespace {

using source::Json;

template <class T>
int sign_of(const T& left, const T& right) {
  return left < right ? -1 : (right < left ? 1 : 0);
}

/// Negative, zero or positive; nothing if the two cannot be compared. Times are written with more or fewer digits, so
/// their bytes say nothing about their order.
std::optional<int> compare(const Json& left, const Json& right) {
  if (left.is_number() && right.is_number()) return sign_of(left, right);
  if (!left.is_string() || !right.is_string()) return std::nullopt;
  const auto& a = left.get_ref<const std::string&>();
  const auto& b = right.get_ref<const std::string&>();
  const auto first = parse_instant(a);
  const auto second = parse_instant(b);
  if (first && second) return sign_of(*first, *second);
  return sign_of(a, b);
}

std::vector<Mismatch> ordered(std::string_view words, const Json& operand, const Json* actual, bool (*holds)(int)) {
  const auto order = actual == nullptr ? std::nullopt : compare(*actual, operand);
  if (order && holds(*order)) return {};
  return {{"", fmt::format("{} {}", words, excerpt_json(operand)), shown(actual)}};
}

std::string key_of(const Json& item, const std::string& by) {
  const Json* key = source::find(item, by);
  return shown(key);
}

}  // namespace

std::vector<Mismatch> judge_eq(const Json& operand, const Json* actual) {
  if (actual != nullptr && *actual == operand) return {};
  return {{"", excerpt_json(operand), shown(actual)}};
}

std::vector<Mismatch> judge_ne(const Json& operand, const Json* actual) {
  if (actual != nullptr && *actual != operand) return {};
  return {{"", "anything but " + excerpt_json(operand), shown(actual)}};
}

std::vector<Mismatch> judge_gt(const Json& operand, const Json* actual) {
  return ordered("more than", operand, actual, [](int order) { return order > 0; });
}
std::vector<Mismatch> judge_gte(const Json& operand, const Json* actual) {
  return ordered("at least", operand, actual, [](int order) { return order >= 0; });
}
std::vector<Mismatch> judge_lt(const Json& operand, const Json* actual) {
  return ordered("less than", operand, actual, [](int order) { return order < 0; });
}
std::vector<Mismatch> judge_lte(const Json& operand, const Json* actual) {
  return ordered("at most", operand, actual, [](int order) { return order <= 0; });
}

std::vector<Mismatch> judge_sorted(const Json& operand, const Json* actual) {
  const auto by = operand.at("by").get<std::string>();
  const bool descending = operand.value("order", "ascending") == "descending";
  const std::string expected = fmt::format("items in {} order of {}", descending ? "descending" : "ascending", by);
  if (actual == nullptr || !actual->is_array()) return {{"", expected, shown(actual)}};
  for (std::size_t i = 0; i < actual->size(); ++i) {
    const Json* here = source::find((*actual)[i], by);
    if (here == nullptr) return {{fmt::format("/{}", i), expected, "an item without " + by}};
    const Json* before = i == 0 ? nullptr : source::find((*actual)[i - 1], by);
    const auto order = before == nullptr ? std::optional<int>(0) : compare(*before, *here);
    if (order && (descending ? *order >= 0 : *order <= 0)) continue;
    return {{fmt::format("/{}", i), expected,
             fmt::format("{} after {}", key_of((*actual)[i], by), key_of((*actual)[i - 1], by))}};
  }
  return {};
}

}  // namespace confab::conformance
