// What depends on whether a person is looking.
#pragma once

#include <cstddef>
#include <cstdio>
#include <string_view>

namespace confab::cli {

/// Colour: only on a terminal, not with NO_COLOR (https://no-color.org), not with TERM=dumb, not when refused.
[[nodiscard]] bool wants_colour(std::FILE* stream, bool refused);

/// One line on standard error that is written over and over; nothing where that is no terminal.
class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(std::size_t done, std::size_t total, std::string_view what);

 private:
  bool visible_;
};

}  // namespace confab::cli
