#include "runner/operators.hpp"

#include <algorithm>
#include <array>

#include "checks/breach_tally.hpp"

namespace confab::conformance {
namespace {

constexpr std::array<Operator, 21> kOperators{{
    {"$type", Operand::value, judge_type},
    {"$format", Operand::value, judge_format},
    {"$matches", Operand::value, judge_matches},
    {"$contains", Operand::value, judge_contains},
    {"$eq", Operand::value, judge_eq},
    {"$ne", Operand::value, judge_ne},
    {"$gt", Operand::value, judge_gt},
    {"$gte", Operand::value, judge_gte},
    {"$lt", Operand::value, judge_lt},
    {"$lte", Operand::value, judge_lte},
    {"$sorted", Operand::value, judge_sorted},
    {"$length", Operand::matcher, judge_length},
    {"$each", Operand::matcher, judge_each},
    {"$some", Operand::matcher, judge_some},
    {"$none", Operand::matcher, judge_none},
    {"$unique", Operand::value, judge_unique},
    {"$exactly", Operand::value, judge_exactly},
    {"$absent", Operand::value, judge_absent},
    {"$any_of", Operand::matchers, judge_any_of},
    {"$all_of", Operand::matchers, judge_all_of},
    {"$not", Operand::matcher, judge_not},
}};

}  // namespace

std::span<const Operator> operators() {
  return kOperators;
}

const Operator* find_operator(std::string_view name) {
  const auto found =
      std::find_if(kOperators.begin(), kOperators.end(), [&](const Operator& row) { return row.name == name; });
  return found == kOperators.end() ? nullptr : &*found;
}

bool is_operator(const source::Json& matcher) {
  if (!matcher.is_object() || matcher.empty()) return false;
  return std::all_of(matcher.items().begin(), matcher.items().end(),
                     [](const auto& item) { return item.key().starts_with('$'); });
}

std::string_view type_name(const source::Json* value) {
  if (value == nullptr) return "absent";
  if (value->is_number_integer()) return "integer";
  if (value->is_number()) return "number";
  return value->type_name();
}

std::string shown(const source::Json* value) {
  return value == nullptr ? "absent" : excerpt_json(*value);
}

}  // namespace confab::conformance
