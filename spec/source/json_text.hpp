// JSON from bytes nobody vouches for (RFC 8259): a value or a reason, never an exception, never a deep recursion.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace confab::source {

using Json = nlohmann::json;

/// `offset` counts bytes from 0.
struct JsonError {
  std::string reason;
  std::size_t offset = 0;
};

/// nlohmann::json copies and prints recursively, so the nesting of what we accept is bounded.
inline constexpr std::size_t kMaxJsonDepth = 512;

/// The text must be one JSON value in valid UTF-8; nesting up to kMaxJsonDepth. Of duplicate keys the last one counts.
[[nodiscard]] tl::expected<Json, JsonError> parse_json(std::string_view text);

/// Compact text; strings that are not UTF-8 are written with U+FFFD instead of throwing.
[[nodiscard]] std::string render_json(const Json& value);

/// The value at an RFC 6901 pointer, or nullptr. A malformed pointer finds nothing. The result borrows from `value`.
[[nodiscard]] const Json* find(const Json& value, std::string_view pointer);

/// One reference token, escaped for use in a pointer ("/" and "~").
[[nodiscard]] std::string escape_token(std::string_view token);

}  // namespace confab::source
