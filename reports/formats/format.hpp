// A report format: one pair of files and one row here.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "result/result.hpp"

namespace confab::reports {

struct Format {
  std::string_view name;  // "json"
  std::string_view file;  // a fitting file name: "result.json"
  std::string_view text;  // one line for `confab list` and --help
  std::string (*render)(const RunResult&);
};

/// Every format but the console's, which also knows colour.
[[nodiscard]] std::span<const Format> formats();
[[nodiscard]] const Format* find_format(std::string_view name);

struct ConsoleStyle {
  bool colour = false;
  bool verbose = false;  // also lists what passed
};
[[nodiscard]] std::string render_console(const RunResult& run, ConsoleStyle style);

}  // namespace confab::reports
