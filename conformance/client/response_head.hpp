// The head of an HTTP/1 response from bytes (RFC 9112). Knows no sockets.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "client/http_client.hpp"

namespace confab::conformance {

struct ResponseHead {
  int minor = 1;  // of HTTP/1.x
  int status = 0;
  Headers headers;  // as they came: order, case, duplicates; without white space around the values
};

/// Whether `bytes`, the first of a response, can still become a status line of HTTP/1.
[[nodiscard]] bool may_be_http(std::string_view bytes);

/// How long the head at the front of `bytes` is, its blank line included; nothing while that has not come. `seen` bytes of
/// it were looked at before without success.
[[nodiscard]] std::optional<std::size_t> find_head_end(std::string_view bytes, std::size_t seen);

/// `text` ends with its blank line. Tolerates what a recipient may (RFC 9112, 2.2 and 5.2): a bare LF as line end, folded
/// lines, a missing reason phrase. Anything else that the grammar does not allow is an error, for people.
[[nodiscard]] tl::expected<ResponseHead, std::string> parse_response_head(std::string_view text);

/// The values of all headers of that name as the elements of one list, without empty ones (RFC 9110, 5.6.1), in lower case.
[[nodiscard]] std::vector<std::string> list_of(const Headers& headers, std::string_view name);

/// Case-insensitive, ASCII only.
[[nodiscard]] bool same_name(std::string_view a, std::string_view b);

/// RFC 9110, 5.6.2.
[[nodiscard]] bool is_token(std::string_view text);

/// At most 60 characters of what a peer sent, in quotes, what is not printable escaped.
[[nodiscard]] std::string quote_bytes(std::string_view bytes);

}  // namespace confab::conformance
