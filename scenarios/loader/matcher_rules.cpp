#include "loader/matcher_rules.hpp"

#include <algorithm>
#include <boost/regex.hpp>
#include <limits>
#include <vector>

#include "loader/template_text.hpp"
#include "source/nearest_word.hpp"

namespace confab::scenarios {
namespace {

// The same library as the one that `conformance/` searches with.
void compile(const Node& argument, const std::string& regex) {
  constexpr std::size_t kLongestRegex = 1000;  // compiling takes time and stack that grow with the length
  if (regex.size() > kLongestRegex) argument.fail("the regular expression is longer than 1000 bytes");
  try {
    const boost::regex compiled(regex, boost::regex::ECMAScript);
  } catch (const boost::regex_error& problem) {
    argument.fail(std::string("not a regular expression: ") + problem.what(), "ECMAScript syntax is understood.");
  }
}

using Rule = void (*)(const Node& argument, const Scope& scope);

struct Operator {
  std::string name;
  Rule check;
};

void check_word(const Node& argument, std::string_view kind, std::span<const std::string> known) {
  const std::string word = argument.some_text();
  if (std::find(known.begin(), known.end(), word) == known.end()) argument.fail_unknown(kind, word, known);
}

void check_type(const Node& argument, const Scope&) {
  static const std::vector<std::string> kTypes{"string", "integer", "number", "boolean", "object", "array", "null"};
  if (!argument.json().is_array()) return check_word(argument, "JSON type", kTypes);
  for (const Node& item : argument.some_items()) check_word(item, "JSON type", kTypes);
}

void check_format(const Node& argument, const Scope&) {
  static const std::vector<std::string> kFormats{"uuid", "date-time", "uri", "hex24"};
  check_word(argument, "format", kFormats);
}

void check_regex(const Node& argument, const Scope& scope) {
  const std::string text = argument.some_text();
  check_text_references(argument, text, scope);
  const auto parsed = parse_template(text);
  const bool is_literal = parsed->parts.size() == 1 && !parsed->parts.front().is_reference;
  if (is_literal) compile(argument, parsed->parts.front().text);  // else it is known only when the step runs
}

void check_pointer(const Node& argument, const Scope&) {
  static_cast<void>(argument.pointer());
}

void check_value(const Node& argument, const Scope& scope) {
  check_references(argument, scope);
}

void check_comparable(const Node& argument, const Scope& scope) {
  if (!argument.json().is_number() && !argument.json().is_string()) argument.fail("only numbers and texts have an order");
  check_references(argument, scope);
}

void check_length(const Node& argument, const Scope& scope) {
  if (argument.json().is_number()) {
    static_cast<void>(argument.integer(0, std::numeric_limits<int>::max()));
  } else if (argument.json().is_object()) {
    check_matcher(argument, scope);
  } else {
    argument.fail("a length is a whole number or a matcher", "Write $length: 3 or $length: { $gte: 1 }.");
  }
}

void check_matchers(const Node& argument, const Scope& scope) {
  for (const Node& item : argument.some_items()) check_matcher(item, scope);
}

void check_absent(const Node& argument, const Scope&) {
  argument.expect_true();
}

void check_sorted(const Node& argument, const Scope&) {
  static const std::vector<std::string> kKeys{"by", "order"};
  static const std::vector<std::string> kOrders{"ascending", "descending"};
  argument.expect_keys(kKeys);
  static_cast<void>(argument.required("by").pointer());
  if (const auto order = argument.member("order")) check_word(*order, "order", kOrders);
}

void check_contains(const Node& argument, const Scope& scope) {
  check_text_references(argument, argument.some_text(), scope);
}

const std::vector<Operator>& operators() {
  static const std::vector<Operator> kOperators{
      {"$absent", check_absent},  {"$all_of", check_matchers}, {"$any_of", check_matchers}, {"$contains", check_contains},
      {"$each", check_matcher},   {"$eq", check_value},        {"$exactly", check_value},   {"$format", check_format},
      {"$gt", check_comparable},  {"$gte", check_comparable},  {"$length", check_length},   {"$lt", check_comparable},
      {"$lte", check_comparable}, {"$matches", check_regex},   {"$ne", check_value},        {"$none", check_matcher},
      {"$not", check_matcher},    {"$some", check_matcher},    {"$sorted", check_sorted},   {"$type", check_type},
      {"$unique", check_pointer},
  };
  return kOperators;
}

void check_operator(std::string_view key, const Node& argument, const Scope& scope) {
  const auto found =
      std::find_if(operators().begin(), operators().end(), [&](const Operator& row) { return row.name == key; });
  if (found == operators().end()) {
    argument.fail_key("unknown operator " + in_quotes(key), source::suggest(key, matcher_operators()));
  }
  found->check(argument, scope);
}

bool is_operator(const std::pair<std::string, Node>& member) {
  return member.first.starts_with('$');
}

void check_object(const Node& matcher, const Scope& scope) {
  const auto members = matcher.members();
  const bool has_operators = std::any_of(members.begin(), members.end(), is_operator);
  for (const auto& member : members) {
    if (!has_operators) {
      check_matcher(member.second, scope);
    } else if (is_operator(member)) {
      check_operator(member.first, member.second, scope);
    } else {
      member.second.fail_key("the member " + in_quotes(member.first) + " stands beside operators",
                             "Put members and operators into separate mappings of an $all_of list.");
    }
  }
}

}  // namespace

std::string read_regex(const Node& value) {
  const std::string regex = value.some_text();
  compile(value, regex);
  return regex;
}

void check_matcher(const Node& matcher, const Scope& scope) {
  if (matcher.json().is_object()) {
    check_object(matcher, scope);
  } else if (matcher.json().is_array()) {
    for (const Node& item : matcher.items()) check_matcher(item, scope);
  } else {
    check_references(matcher, scope);
  }
}

std::span<const std::string> matcher_operators() {
  static const std::vector<std::string> kNames = [] {
    std::vector<std::string> names;
    for (const Operator& row : operators()) names.push_back(row.name);
    return names;
  }();
  return kNames;
}

}  // namespace confab::scenarios
