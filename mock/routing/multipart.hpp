// multipart/form-data (RFC 7578, RFC 2046 section 5.1) from bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "routing/part.hpp"

namespace confab::mock {

inline constexpr std::size_t kMaxParts = 1000;
/// Of one part: its header fields together.
inline constexpr std::size_t kMaxPartHeadBytes = 8 * 1024;

/// The `boundary` of a Content-Type's value; empty if it has none that RFC 2046 allows.
[[nodiscard]] std::string boundary_of(std::string_view content_type);

/// The parts in their order, borrowing from `body`; or what is wrong, as a sentence: no closing delimiter, a part without
/// a name, control characters or bytes that are not UTF-8 in a part's head, more than the bounds above. Work and memory are
/// linear in the body. In names a quoted pair and %22, %0D and %0A stand for what browsers and curl mean by them.
[[nodiscard]] tl::expected<std::vector<Part>, std::string> parse_multipart(std::string_view body, std::string_view boundary);

}  // namespace confab::mock
