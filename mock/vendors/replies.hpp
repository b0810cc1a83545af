// What several vendors need to write their answers.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "routing/reply.hpp"
#include "source/json_text.hpp"

namespace confab::mock {

[[nodiscard]] Reply json_reply(int status, const source::Json& body);
/// 200 with a stream that no cache keeps.
[[nodiscard]] Reply stream_reply(std::string media_type, std::shared_ptr<FrameSource> stream);
/// A status and nothing else: 204.
[[nodiscard]] Reply empty_reply(int status);

/// The whole text, as a decimal number.
[[nodiscard]] std::optional<std::int64_t> parse_int64(std::string_view text);
/// Without ASCII white space at both ends.
[[nodiscard]] std::string_view trim(std::string_view text);
/// Nothing but ASCII white space.
[[nodiscard]] bool is_blank(std::string_view text);

}  // namespace confab::mock
