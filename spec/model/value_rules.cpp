#include "model/value_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/regex.hpp>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <valijson/constraints/concrete_constraints.hpp>
#include <valijson/internal/adapter.hpp>
#include <valijson/validation_results.hpp>

#include "model/formats.hpp"
#include "source/nearest_word.hpp"

namespace confab::spec {
namespace {

using source::Json;
using valijson::adapters::Adapter;

/// What is wrong, with its kind in the first byte; nothing if the value keeps the rule.
using Broken = std::optional<std::string>;
using Rule = std::function<Broken(const Adapter&)>;

constexpr std::size_t kMaxQuoted = 60;
constexpr std::size_t kMaxListed = 8;

Json to_json(const Adapter& value) {
  if (value.isString()) return value.asString();
  if (value.isInteger()) return value.asInteger();
  if (value.isDouble()) return value.asDouble();
  if (value.isBool()) return value.asBool();
  if (value.isArray()) {
    Json array = Json::array();
    value.applyToArray([&](const Adapter& item) { return array.push_back(to_json(item)), true; });
    return array;
  }
  if (value.isObject()) {
    Json object = Json::object();
    value.applyToObject([&](const std::string& key, const Adapter& member) { return object[key] = to_json(member), true; });
    return object;
  }
  return nullptr;
}

std::string quoted(const Json& value) {
  std::string text = source::render_json(value);
  if (text.size() <= kMaxQuoted) return text;
  std::size_t cut = kMaxQuoted;
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
  return text.substr(0, cut) + "…";
}

std::string quoted(const Adapter& value) {
  if (value.isArray()) return "an array";
  if (value.isObject()) return "an object";
  return quoted(to_json(value));
}

bool is_integral(const Adapter& value) {
  if (value.isInteger()) return true;
  return value.isDouble() && std::isfinite(value.asDouble()) && std::trunc(value.asDouble()) == value.asDouble();
}

std::string type_of(const Adapter& value) {
  if (value.isString()) return "a string";
  if (is_integral(value)) return "an integer";
  if (value.isNumber()) return "a number with a fraction";
  if (value.isBool()) return "a boolean";
  if (value.isArray()) return "an array";
  return value.isObject() ? "an object" : "null";
}

bool has_type(const Adapter& value, const std::string& type) {
  if (type == "string") return value.isString();
  if (type == "integer") return is_integral(value);
  if (type == "number") return value.isNumber();
  if (type == "boolean") return value.isBool();
  if (type == "array") return value.isArray();
  if (type == "object") return value.isObject();
  return value.isNull();
}

std::string with_article(const std::string& type) {
  if (type == "null") return type;
  return (std::string_view("aio").find(type.front()) != std::string_view::npos ? "an " : "a ") + type;
}

Rule type_rule(const Json& types) {
  std::vector<std::string> known =
      types.is_array() ? types.get<std::vector<std::string>>() : std::vector{types.get<std::string>()};
  std::string wanted;
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (i > 0) wanted += i + 1 == known.size() ? " or " : ", ";
    wanted += with_article(known[i]);
  }
  return [known = std::move(known), wanted = std::move(wanted)](const Adapter& value) -> Broken {
    if (std::any_of(known.begin(), known.end(), [&](const auto& type) { return has_type(value, type); })) return {};
    return fmt::format("{}must be {}, but is {}", kTypeReason, wanted, type_of(value));
  };
}

Rule const_rule(const Json& wanted) {
  return [wanted](const Adapter& value) -> Broken {
    if (to_json(value) == wanted) return {};
    return fmt::format("{}must be {}, but is {}", kValueReason, quoted(wanted), quoted(value));
  };
}

std::string not_listed(const Json& known, const Json& value) {
  std::vector<std::string> words;
  for (const Json& one : known) words.push_back(one.is_string() ? one.get<std::string>() : quoted(one));
  if (words.size() <= kMaxListed) return fmt::format("must be one of {}, but is {}", fmt::join(words, ", "), quoted(value));
  std::string reason = fmt::format("{} is none of the {} documented values", quoted(value), words.size());
  const bool comparable = value.is_string() && value.get_ref<const std::string&>().size() <= kMaxQuoted;
  const auto near = comparable ? source::nearest_word(value.get<std::string>(), words) : std::nullopt;
  return near ? reason + fmt::format(" (the nearest is {})", *near) : reason;
}

Rule enum_rule(const Json& known) {
  if (!known.is_array()) throw std::runtime_error("'enum' must be a list");
  return [known](const Adapter& value) -> Broken {
    const Json given = to_json(value);
    if (std::find(known.begin(), known.end(), given) != known.end()) return {};
    return kValueReason + not_listed(known, given);
  };
}

/// 2^63 is a double, 2^63 - 1 is not: compare doubles below the power of two. Integers that do not fit 64 bits come as
/// doubles, rounded: one that is -2^63 was a smaller number, for -2^63 itself comes as an integer.
Rule integer_rule(int bits) {
  const double limit = std::ldexp(1.0, bits - 1);
  const double lowest = bits == 64 ? std::nextafter(-limit, 0.0) : -limit;
  return [limit, lowest, bits](const Adapter& value) -> Broken {
    if (!value.isNumber()) return {};
    const double number = value.isInteger() ? static_cast<double>(value.asInteger()) : value.asDouble();
    const bool exact = bits == 64 && value.isInteger();
    if (exact || (is_integral(value) && number >= lowest && number < limit)) return {};
    return fmt::format("{}must be an integer of {} bits, but is {}", kOtherReason, bits, quoted(value));
  };
}

Rule string_format_rule(std::string_view name, bool (*holds)(std::string_view)) {
  return [name, holds](const Adapter& value) -> Broken {
    if (!value.isString() || holds(value.asString())) return {};
    return fmt::format("{}must be a {}, but is {}", kOtherReason, name, quoted(value));
  };
}

Rule format_rule(const Json& format) {
  if (format == "uuid") return string_format_rule("UUID", is_uuid);
  if (format == "date-time") return string_format_rule("date-time (RFC 3339)", is_date_time);
  if (format == "int32") return integer_rule(32);
  if (format == "int64") return integer_rule(64);
  return [](const Adapter&) -> Broken { return {}; };
}

/// Boost's engine keeps its state on the heap, so a long string cannot overflow the stack. It refuses to go on where a
/// pattern would take exponential time; such a string is let pass, because it has not been shown to be wrong.
Rule pattern_rule(const Json& pattern) {
  const boost::regex regex(pattern.get<std::string>(), boost::regex::ECMAScript);
  return [regex, text = pattern.get<std::string>()](const Adapter& value) -> Broken {
    if (!value.isString()) return {};
    try {
      if (boost::regex_search(value.asString(), regex)) return {};
    } catch (const std::runtime_error&) {
      return {};
    }
    return fmt::format("{}must match the pattern {}, but is {}", kOtherReason, text, quoted(value));
  };
}

std::size_t code_points(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

Rule length_rule(const Json& limit, bool at_least) {
  if (!limit.is_number_integer() || limit < 0) throw std::runtime_error("a length must be a whole number");
  const auto bound = limit.get<std::size_t>();
  return [bound, at_least](const Adapter& value) -> Broken {
    if (!value.isString()) return {};
    const std::size_t length = code_points(value.asString());
    if (at_least ? length >= bound : length <= bound) return {};
    return fmt::format("{}must have at {} {} characters, but has {}", kOtherReason, at_least ? "least" : "most", bound,
                       length);
  };
}

Rule multiple_rule(const Json& divisor) {
  if (!divisor.is_number() || divisor.get<double>() <= 0) throw std::runtime_error("'multipleOf' must be a number above 0");
  return [divisor](const Adapter& value) -> Broken {
    if (!value.isNumber()) return {};
    bool holds = false;
    if (value.isInteger() && divisor.is_number_integer()) {
      holds = value.asInteger() % divisor.get<std::int64_t>() == 0;
    } else {
      // Decimal fractions are not exact in binary, so the quotient may be off by a few units in the last place.
      const double quotient = value.asDouble() / divisor.get<double>();
      holds =
          std::isfinite(quotient) && std::abs(quotient - std::round(quotient)) <= 1e-9 * std::max(1.0, std::abs(quotient));
    }
    if (holds) return {};
    return fmt::format("{}must be a multiple of {}, but is {}", kOtherReason, quoted(divisor), quoted(value));
  };
}

Rule unique_rule(const Json& on) {
  if (on != true) return [](const Adapter&) -> Broken { return {}; };
  return [](const Adapter& value) -> Broken {
    if (!value.isArray()) return {};
    std::set<Json> seen;
    std::optional<Json> repeated;
    value.applyToArray([&](const Adapter& item) {
      Json one = to_json(item);
      if (!seen.insert(one).second) repeated = std::move(one);
      return !repeated;
    });
    if (!repeated) return {};
    return fmt::format("{}must not hold an item twice, but holds {} again", kOtherReason, quoted(*repeated));
  };
}

Rule make_rule(const std::string& name, const Json& with) {
  if (name == "type") return type_rule(with);
  if (name == "const") return const_rule(with);
  if (name == "enum") return enum_rule(with);
  if (name == "format") return format_rule(with);
  if (name == "pattern") return pattern_rule(with);
  if (name == "minLength") return length_rule(with, true);
  if (name == "maxLength") return length_rule(with, false);
  if (name == "multipleOf") return multiple_rule(with);
  if (name == "uniqueItems") return unique_rule(with);
  throw std::logic_error("no rule " + name);
}

/// All rules of one schema; the first that is broken is reported.
class RulesConstraint : public valijson::constraints::PolyConstraint {
 public:
  struct NamedRule {
    std::string keyword;
    Rule rule;
  };
  RulesConstraint(std::vector<NamedRule> rules, std::string mark)
      : rules_(std::make_shared<const std::vector<NamedRule>>(std::move(rules))), mark_(std::move(mark)) {}

  bool validate(const Adapter& value, const std::vector<std::string>& context,
                valijson::ValidationResults* results) const override {
    if (results != nullptr && results->numErrors() >= kMaxErrors) throw EnoughErrors();
    if (!mark_.empty() && results != nullptr) results->pushError(context, kOpenMark + mark_);
    for (const auto& [keyword, rule] : *rules_) {
      const Broken broken = rule(value);
      if (!broken) continue;
      if (results != nullptr) results->pushError(context, broken->front() + keyword + kKeywordEnd + broken->substr(1));
      return false;
    }
    return true;
  }

 private:
  valijson::constraints::Constraint* cloneInto(void* memory) const override { return new (memory) RulesConstraint(*this); }
  size_t sizeOf() const override { return sizeof(RulesConstraint); }

  std::shared_ptr<const std::vector<NamedRule>> rules_;
  std::string mark_;
};

class RulesBuilder : public valijson::ConstraintBuilder {
 public:
  valijson::constraints::Constraint* make(const Adapter& node) const override {
    std::vector<RulesConstraint::NamedRule> rules;
    std::string mark;
    for (const Json& row : to_json(node)) {
      const auto name = row.at("rule").get<std::string>();
      if (name == "mark") {
        mark = row.at("with").get<std::string>();
      } else {
        rules.push_back({name, make_rule(name, row.at("with"))});
      }
    }
    return new RulesConstraint(std::move(rules), std::move(mark));
  }
};

}  // namespace

std::unique_ptr<valijson::ConstraintBuilder> make_rules_builder() {
  return std::make_unique<RulesBuilder>();
}

}  // namespace confab::spec
