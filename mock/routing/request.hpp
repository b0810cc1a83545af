// One HTTP request as the mock's inner rooms see it: no sockets, no Beast.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace confab::mock {

struct Field {
  std::string_view name, value;
};

/// Field names are compared without regard to ASCII case (RFC 9110, 5.1).
[[nodiscard]] bool same_field_name(std::string_view one, std::string_view other);

/// Borrows everything from the connection's buffer; valid while the request is being answered.
struct Request {
  std::string_view method;  // as sent, upper case for known methods
  std::string_view path;    // percent-encoded, without query; starts with '/'
  std::string_view query;   // without '?', percent-encoded
  std::span<const Field> fields;
  std::string_view body;

  /// The first field of that name, case-insensitively.
  [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
};

/// application/x-www-form-urlencoded pairs in their order (WHATWG URL, 5.1). Malformed escapes stay as they are.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> parse_query(std::string_view query);

/// RFC 3986 percent-decoding; a malformed escape gives nothing.
[[nodiscard]] std::optional<std::string> percent_decode(std::string_view text);

}  // namespace confab::mock
