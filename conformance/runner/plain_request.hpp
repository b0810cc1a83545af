// Requests that no scenario asks for.
#pragma once

#include <string>

#include "runner/session.hpp"

namespace confab::conformance {

/// One exchange with the persona's credential. `path` is percent-encoded, below the base URL.
[[nodiscard]] HttpResponse send_plainly(Session& session, const std::string& method, const std::string& path,
                                        const std::string& persona, const source::Json& query = source::Json::object());

/// Asks for the root, which needs no credential and changes nothing. What is wrong with the way there, not with the answer;
/// empty if nothing is.
[[nodiscard]] std::string why_unreachable(Session& session);

}  // namespace confab::conformance
