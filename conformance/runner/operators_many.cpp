// Operators about the items of an array, and about how many there are.
#include <fmt/format.h>

#include <map>

#include "checks/breach_tally.hpp"
#include "runner/operators.hpp"
#include "source/utf8.hpp"

namespace confab::conformance {
namespace {

using source::Json;

std::vector<Mismatch> not_an_array(const Json* actual) {
  return {{"", "an array", shown(actual)}};
}

bool is_array(const Json* actual) {
  return actual != nullptr && actual->is_array();
}

}  // namespace

std::vector<Mismatch> judge_length(const Json& operand, const Json* actual) {
  if (actual == nullptr || !(actual->is_string() || actual->is_array() || actual->is_object())) {
    return {{"", "something that has a length", shown(actual)}};
  }
  const Json length =
      actual->is_string() ? source::count_code_points(actual->get_ref<const std::string&>()) : actual->size();
  auto mismatches = match(operand, &length);
  for (Mismatch& mismatch : mismatches) {
    mismatch.expected = "length: " + mismatch.expected;
    mismatch.actual = "length " + mismatch.actual;
  }
  return mismatches;
}

std::vector<Mismatch> judge_each(const Json& operand, const Json* actual) {
  if (!is_array(actual)) return not_an_array(actual);
  for (std::size_t i = 0; i < actual->size(); ++i) {
    auto mismatches = match(operand, &(*actual)[i]);
    for (Mismatch& mismatch : mismatches) mismatch.pointer.insert(0, fmt::format("/{}", i));
    if (!mismatches.empty()) return mismatches;
  }
  return {};
}

std::vector<Mismatch> judge_some(const Json& operand, const Json* actual) {
  if (!is_array(actual)) return not_an_array(actual);
  for (const Json& item : *actual) {
    if (match(operand, &item).empty()) return {};
  }
  return {{"", "an item like " + excerpt_json(operand), fmt::format("none of {} items: {}", actual->size(), shown(actual))}};
}

std::vector<Mismatch> judge_none(const Json& operand, const Json* actual) {
  if (!is_array(actual)) return not_an_array(actual);
  for (std::size_t i = 0; i < actual->size(); ++i) {
    if (!match(operand, &(*actual)[i]).empty()) continue;
    return {{fmt::format("/{}", i), "no item like " + excerpt_json(operand), shown(&(*actual)[i])}};
  }
  return {};
}

std::vector<Mismatch> judge_unique(const Json& operand, const Json* actual) {
  if (!is_array(actual)) return not_an_array(actual);
  std::map<Json, std::size_t> seen;
  for (std::size_t i = 0; i < actual->size(); ++i) {
    const Json* value = source::find((*actual)[i], operand.get_ref<const std::string&>());
    const auto [first, is_new] = seen.emplace(value == nullptr ? Json() : *value, i);
    if (is_new) continue;
    return {{fmt::format("/{}", i), fmt::format("another {} than item {} has", operand.get<std::string>(), first->second),
             shown(value)}};
  }
  return {};
}

}  // namespace confab::conformance
