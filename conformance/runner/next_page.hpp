// How one page of a list leads to the next one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "client/http_client.hpp"
#include "loader/step.hpp"
#include "source/json_text.hpp"

namespace confab::conformance {

/// The target of the first link with rel="next" (RFC 8288, 3); nothing if there is none.
[[nodiscard]] std::optional<std::string> next_link(std::string_view header);

/// The query of the next page's request; nothing after the last page. Of a link only the query is followed: a proxy may have
/// changed its host, and the suite goes nowhere else.
[[nodiscard]] std::optional<source::Json> next_page(const scenarios::PagesStep& pages, const HttpResponse& response,
                                                    const source::Json& body, const source::Json& query);

}  // namespace confab::conformance
