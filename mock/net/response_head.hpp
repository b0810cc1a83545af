// Status line and header fields of an answer (RFC 9112, RFC 9110).
#pragma once

#include <string>
#include <string_view>

#include "routing/reply.hpp"

namespace confab::mock {

enum class BodyFraming {
  sized,        // Content-Length
  chunked,      // a stream to an HTTP/1.1 client
  until_close,  // a stream to an HTTP/1.0 client
  none,         // 204 and 304 have no body and no length (RFC 9110, 8.6)
};

/// How the body of `reply` must be framed for this client.
[[nodiscard]] BodyFraming framing_of(const Reply& reply, bool http_1_0);

/// Appends the head, blank line included. `date` is an IMF-fixdate.
void render_head(std::string& out, const Reply& reply, BodyFraming framing, bool keep_alive, std::string_view date);

/// "Mon, 23 Nov 2026 06:15:48 GMT" for seconds since the epoch (RFC 9110, 5.6.7).
[[nodiscard]] std::string imf_fixdate(long long seconds);

/// The reason phrase of a status, or "Status" where none is registered.
[[nodiscard]] std::string_view reason_phrase(int status);

}  // namespace confab::mock
