// The looks of the HTML report.
#pragma once

#include <string_view>

namespace confab::reports {

/// A Mustache template over what html_view.hpp gives; every {{value}} is escaped. Links lead inside of what is folded,
/// because a browser then unfolds it (HTML, "ancestor details revealing algorithm").
[[nodiscard]] std::string_view html_page();

/// The partial {{>finding}}: one difference with its evidence.
[[nodiscard]] std::string_view html_finding();

/// CSS: light and dark, and on paper.
[[nodiscard]] std::string_view html_style();

}  // namespace confab::reports
