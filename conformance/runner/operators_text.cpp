// Operators about what kind of value it is and what its text looks like.
#include <fmt/format.h>

#include <boost/regex.hpp>

#include "checks/breach_tally.hpp"
#include "model/vendor.hpp"
#include "runner/instant.hpp"
#include "runner/operators.hpp"
#include "source/user_error.hpp"

namespace confab::conformance {
namespace {

using source::Json;

bool has_type(std::string_view type, const Json& value) {
  if (type == "number") return value.is_number();
  // 1.0 is an integer as JSON Schema sees it.
  if (type == "integer" && value.is_number_float()) {
    const double number = value.get<double>();
    return number > -9e15 && number < 9e15 && number == static_cast<double>(static_cast<long long>(number));
  }
  return type_name(&value) == type;
}

boost::regex compiled(const std::string& pattern) {
  try {
    return boost::regex(pattern, boost::regex::ECMAScript);
  } catch (const boost::regex_error& error) {
    throw source::UserError({}, fmt::format("$matches: {}", error.what()), "Write an ECMAScript regular expression.");
  }
}

/// Boost's engine keeps its own stack and gives up on patterns that explode, so no text of the peer can crash or hang it.
bool finds(const std::string& pattern, const std::string& text) {
  const boost::regex regex = compiled(pattern);
  try {
    return boost::regex_search(text, regex);
  } catch (const std::runtime_error&) {
    return false;
  }
}

bool is_uri(const std::string& text) {
  return finds("^[A-Za-z][A-Za-z0-9+.-]*:[^\\s<>\"{}|\\\\^`]+$", text);
}
bool is_uuid(const std::string& text) {
  return finds("^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$", text);
}
bool is_hex24(const std::string& text) {
  return finds("^[0-9a-f]{24}$", text);
}

bool has_format(const std::string& format, const std::string& text) {
  if (format == "uuid") return is_uuid(text);
  if (format == "date-time") return parse_instant(text).has_value();
  if (format == "uri") return is_uri(text);
  if (format == "hex24") return is_hex24(text);
  throw source::UserError({}, "$format: unknown format " + format, "Known: uuid, date-time, uri, hex24.");
}

std::vector<Mismatch> unless(bool holds, std::string expected, const Json* actual) {
  if (holds) return {};
  return {{"", std::move(expected), shown(actual)}};
}

}  // namespace

std::optional<std::string> first_group(const std::string& regex, const std::string& text) {
  boost::smatch found;
  try {
    if (!boost::regex_search(text, found, compiled(regex))) return std::nullopt;
  } catch (const std::runtime_error&) {
    return std::nullopt;  // the text makes the expression backtrack without end
  }
  return found.size() > 1 ? found[1].str() : found[0].str();
}

std::vector<Mismatch> judge_type(const Json& operand, const Json* actual) {
  const Json types = operand.is_array() ? operand : Json::array({operand});
  std::vector<std::string> names;
  bool holds = false;
  for (const Json& type : types) {
    names.push_back(type.get<std::string>());
    holds = holds || (actual != nullptr && has_type(names.back(), *actual));
  }
  return unless(holds, fmt::format("a value of type {}", any_of(names)), actual);
}

std::vector<Mismatch> judge_format(const Json& operand, const Json* actual) {
  const auto format = operand.get<std::string>();
  const bool holds = actual != nullptr && actual->is_string() && has_format(format, actual->get_ref<const std::string&>());
  return unless(holds, "a text of format " + format, actual);
}

std::vector<Mismatch> judge_matches(const Json& operand, const Json* actual) {
  const auto pattern = operand.get<std::string>();
  const bool holds = actual != nullptr && actual->is_string() && finds(pattern, actual->get_ref<const std::string&>());
  return unless(holds, fmt::format("a text that matches /{}/", pattern), actual);
}

std::vector<Mismatch> judge_contains(const Json& operand, const Json* actual) {
  const auto part = operand.get<std::string>();
  const bool holds =
      actual != nullptr && actual->is_string() && actual->get_ref<const std::string&>().find(part) != std::string::npos;
  return unless(holds, "a text that contains " + excerpt_json(operand), actual);
}

}  // namespace confab::conformance
