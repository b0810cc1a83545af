// The same JSON document in other letters (RFC 8259): harmless for whoever reads JSON, fatal for whoever compares text.
#pragma once

#include <string>

#include "source/json_text.hpp"

namespace confab::mock {

/// Members in the opposite of their usual order.
[[nodiscard]] std::string render_reversed(const source::Json& value);
/// Blanks wherever they are allowed; no line breaks, so that it may stand in one line of a stream.
[[nodiscard]] std::string render_spaced(const source::Json& value);
/// The first character of every text is escaped, and whatever is not ASCII.
[[nodiscard]] std::string render_escaped(const source::Json& value);

}  // namespace confab::mock
