// `$ref`: a URI reference whose fragment is a JSON pointer (RFC 6901, section 6).
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace confab::spec {

/// "#/paths/~1v2~1x%7D" -> "/paths/~1v2~1x}". The reason, as the end of a sentence, if it leads out of the document.
[[nodiscard]] tl::expected<std::string, std::string> local_pointer(std::string_view ref);

}  // namespace confab::spec
