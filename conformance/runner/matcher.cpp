#include "runner/matcher.hpp"

#include <fmt/format.h>

#include "checks/breach_tally.hpp"
#include "runner/operators.hpp"
#include "source/user_error.hpp"

namespace confab::conformance {
namespace {

using source::Json;

constexpr std::size_t kTold = 4;  // mismatches; a reader needs the pattern, not the list

void add(std::vector<Mismatch>& all, std::vector<Mismatch> more, const std::string& prefix) {
  for (Mismatch& mismatch : more) {
    if (all.size() >= kTold) return;
    mismatch.pointer.insert(0, prefix);
    all.push_back(std::move(mismatch));
  }
}

const Operator& known_operator(const std::string& name) {
  const Operator* row = find_operator(name);
  if (row == nullptr) throw source::UserError({}, "unknown operator " + name, "docs/scenarios.md lists the operators.");
  return *row;
}

std::vector<Mismatch> match_operators(const Json& matcher, const Json* actual) {
  std::vector<Mismatch> all;
  for (const auto& [name, operand] : matcher.items()) add(all, known_operator(name).judge(operand, actual), "");
  return all;
}

std::vector<Mismatch> match_members(const Json& matcher, const Json* actual) {
  if (actual == nullptr || !actual->is_object()) return {{"", "an object like " + excerpt_json(matcher), shown(actual)}};
  std::vector<Mismatch> all;
  for (const auto& [name, expected] : matcher.items()) {
    const auto member = actual->find(name);
    add(all, match(expected, member == actual->end() ? nullptr : &*member), "/" + source::escape_token(name));
  }
  return all;
}

std::vector<Mismatch> match_items(const Json& matcher, const Json* actual) {
  if (actual == nullptr || !actual->is_array()) return {{"", "an array like " + excerpt_json(matcher), shown(actual)}};
  if (actual->size() != matcher.size()) {
    return {{"", fmt::format("{} items: {}", matcher.size(), excerpt_json(matcher)),
             fmt::format("{} items: {}", actual->size(), shown(actual))}};
  }
  std::vector<Mismatch> all;
  for (std::size_t i = 0; i < matcher.size(); ++i) add(all, match(matcher[i], &(*actual)[i]), fmt::format("/{}", i));
  return all;
}

std::string line(const std::vector<Mismatch>& mismatches, std::string Mismatch::*side) {
  std::string text;
  for (const Mismatch& mismatch : mismatches) {
    if (!text.empty()) text += "; ";
    if (!mismatch.pointer.empty()) text += excerpt(mismatch.pointer, 80) + ": ";
    text += mismatch.*side;
  }
  return text;
}

using Fill = std::function<Json(const Json& text)>;

Json fill_value(const Json& value, const Fill& fill) {
  if (value.is_string()) return fill(value);
  if (!value.is_structured()) return value;
  Json filled = value;
  for (Json& part : filled) part = fill_value(part, fill);
  return filled;
}

Json fill_operand(const Operator& row, const Json& operand, const Fill& fill) {
  if (row.operand == Operand::value) return fill_value(operand, fill);
  if (row.operand == Operand::matcher) return fill_matcher(operand, fill);
  Json filled = Json::array();
  for (const Json& matcher : operand) filled.push_back(fill_matcher(matcher, fill));
  return filled;
}

}  // namespace

std::vector<Mismatch> match(const Json& matcher, const Json* actual) {
  if (is_operator(matcher)) return match_operators(matcher, actual);
  if (matcher.is_object()) return match_members(matcher, actual);
  if (matcher.is_array()) return match_items(matcher, actual);
  if (actual != nullptr && *actual == matcher) return {};
  return {{"", excerpt_json(matcher), shown(actual)}};
}

Json fill_matcher(const Json& matcher, const Fill& fill) {
  if (matcher.is_string()) {
    Json filled = fill(matcher);
    if (filled.is_structured()) return Json{{"$exactly", std::move(filled)}};
    return filled;
  }
  if (!matcher.is_structured()) return matcher;
  Json filled = matcher;
  if (is_operator(matcher)) {
    for (const auto& [name, operand] : matcher.items()) filled[name] = fill_operand(known_operator(name), operand, fill);
  } else {
    for (Json& part : filled) part = fill_matcher(part, fill);
  }
  return filled;
}

std::string expected_text(const std::vector<Mismatch>& mismatches) {
  return line(mismatches, &Mismatch::expected);
}
std::string actual_text(const std::vector<Mismatch>& mismatches) {
  return line(mismatches, &Mismatch::actual);
}

}  // namespace confab::conformance
