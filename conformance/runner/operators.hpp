// The operators of a matcher, one row each.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "runner/matcher.hpp"

namespace confab::conformance {

/// What stands behind an operator, and so how references inside it are filled in.
enum class Operand { value, matcher, matchers };

/// `actual` is nullptr for a member that is not there.
struct Operator {
  std::string_view name;
  Operand operand;
  std::vector<Mismatch> (*judge)(const source::Json& operand, const source::Json* actual);
};

[[nodiscard]] std::span<const Operator> operators();
/// nullptr if there is none.
[[nodiscard]] const Operator* find_operator(std::string_view name);

/// Whether the object is an operator rather than a listing of members.
[[nodiscard]] bool is_operator(const source::Json& matcher);

/// "string", "integer", … as `$type` names them; "absent" for nullptr.
[[nodiscard]] std::string_view type_name(const source::Json* value);

/// A value as reports show it; "absent" for nullptr.
[[nodiscard]] std::string shown(const source::Json* value);

// The judges, by file.
using Judge = std::vector<Mismatch>(const source::Json& operand, const source::Json* actual);
Judge judge_type, judge_format, judge_matches, judge_contains;                     // operators_text.cpp
Judge judge_eq, judge_ne, judge_gt, judge_gte, judge_lt, judge_lte, judge_sorted;  // operators_order.cpp
Judge judge_length, judge_each, judge_some, judge_none, judge_unique;              // operators_many.cpp
Judge judge_exactly, judge_absent, judge_any_of, judge_all_of, judge_not;          // operators_logic.cpp

}  // namespace confab::conformance
