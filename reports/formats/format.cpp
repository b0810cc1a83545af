#include "formats/format.hpp"

#include <algorithm>
#include <array>

#include "formats/json.hpp"
#include "formats/junit.hpp"

namespace confab::reports {
namespace {

constexpr std::array<Format, 2> kFormats = {{
    {"json", "result.json", "everything that was found; all other formats can be made from it", render_json_report},
    {"junit", "junit.xml", "JUnit XML for CI: one test suite an operation, one test case a clause", render_junit},
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
