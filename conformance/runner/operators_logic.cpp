// Operators that are not about the value alone: presence, equality, and other matchers.
#include "checks/breach_tally.hpp"
#include "runner/operators.hpp"

namespace confab::conformance {

using source::Json;

std::vector<Mismatch> judge_exactly(const Json& operand, const Json* actual) {
  if (actual != nullptr && *actual == operand) return {};
  return {{"", "exactly " + excerpt_json(operand), shown(actual)}};
}

std::vector<Mismatch> judge_absent(const Json& operand, const Json* actual) {
  if (operand.get<bool>() == (actual == nullptr)) return {};
  return {{"", operand.get<bool>() ? "absent" : "present", shown(actual)}};
}

std::vector<Mismatch> judge_any_of(const Json& operand, const Json* actual) {
  std::vector<std::string> known;
  for (const Json& matcher : operand) {
    if (match(matcher, actual).empty()) return {};
    known.push_back(excerpt_json(matcher));
  }
  return {{"", any_of(known), shown(actual)}};
}

std::vector<Mismatch> judge_all_of(const Json& operand, const Json* actual) {
  std::vector<Mismatch> all;
  for (const Json& matcher : operand) {
    for (Mismatch& mismatch : match(matcher, actual)) all.push_back(std::move(mismatch));
  }
  return all;
}

std::vector<Mismatch> judge_not(const Json& operand, const Json* actual) {
  if (!match(operand, actual).empty()) return {};
  return {{"", "anything but " + excerpt_json(operand), shown(actual)}};
}

}  // namespace confab::conformance
