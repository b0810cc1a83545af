#include "formats/format.hpp"

#include <algorithm>
#include <array>

#include "formats/badge.hpp"
#include "formats/html.hpp"
#include "formats/json.hpp"
#include "formats/junit.hpp"
#include "formats/markdown.hpp"

namespace confab::reports {
namespace {

constexpr std::array<Format, 5> kFormats = {{
    {"json", "result.json", "everything that was found; all other formats can be made from it", render_json_report},
    {"junit", "junit.xml", "JUnit XML for CI: one test suite an operation, one test case a clause", render_junit},
    {"html", "report.html", "one page with all the evidence, for whoever may dispute it; no network, no script",
     render_html},
    {"markdown", "summary.md", "a summary for a CI job (GitHub Flavored Markdown)", render_markdown},
    {"badge", "badge.svg", "one line as a picture: outcome and clauses that passed", render_badge},
}};

}  // namespace

std::span<const Format> formats() {
  return kFormats;
}

const Format* find_format(std::string_view name) {
  const auto* found =
      std::find_if(kFormats.begin(), kFormats.end(), [&](const Format& format) { return format.name == name; });
  return found == kFormats.end() ? nullptr : found;
}

}  // namespace confab::reports
