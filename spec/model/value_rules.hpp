// Schema keywords about one value, judged by us because valijson's own take 1.0 for no integer, wrap large integers, stop at
// a NUL in a string, run std::regex (which recurses once a character) and do not say what was expected.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <valijson/constraint_builder.hpp>
#include <vector>

#include "source/json_text.hpp"

namespace confab::spec {

/// The keyword under which a schema in our dialect carries its rules: [{"rule": NAME, "with": ARGUMENT}, …].
inline constexpr const char* kRulesKeyword = "x-confab-rules";

/// How a broken rule is told apart in valijson's list of errors: the description starts with one of these bytes.
inline constexpr char kTypeReason = '\x01';   // the value has another type
inline constexpr char kValueReason = '\x02';  // the value is not the constant, not one of the enumeration
inline constexpr char kOtherReason = '\x03';
inline constexpr char kOpenMark =
    '\x04';  // "\x04GROUP.INDEX": here the errors of that alternative of an anyOf or oneOf begin

/// After its kind the description of a broken rule has the schema's keyword and then this byte.
inline constexpr char kKeywordEnd = '\x05';

/// Errors gathered before validation gives up listing them; bounds what a hostile value costs.
inline constexpr std::size_t kMaxErrors = 100;

/// Thrown out of a validation that has gathered kMaxErrors.
struct EnoughErrors {};

/// For valijson::SchemaParser, under kRulesKeyword. Its constraints throw std::runtime_error for an argument that makes
/// no sense, such as a pattern that does not compile.
[[nodiscard]] std::unique_ptr<valijson::ConstraintBuilder> make_rules_builder();

}  // namespace confab::spec
