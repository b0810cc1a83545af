// "form-data; name=\"a\"; filename=\"b\"": a header value with parameters (RFC 9110, 5.6.6).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace confab::mock {

struct HeaderParameters {
  std::string value;                                            // before the first ';', trimmed, in lower case
  std::vector<std::pair<std::string, std::string>> parameters;  // names in lower case; values unquoted
  bool well_formed = true;                                      // false: what is here stood before the first fault

  /// nullptr: there is none of that name.
  [[nodiscard]] const std::string* find(std::string_view name) const;
};

/// In a quoted value a backslash escapes only '"' and itself: browsers send the backslashes of a file name as they are.
[[nodiscard]] HeaderParameters parse_header_parameters(std::string_view text);

}  // namespace confab::mock
