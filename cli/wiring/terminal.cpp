#include "wiring/terminal.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

namespace confab::cli {
namespace {

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

bool is_dumb() {
  const char* terminal = std::getenv("TERM");
  return terminal != nullptr && std::string_view(terminal) == "dumb";
}

constexpr std::string_view kClearLine = "\r\x1b[K";

}  // namespace

bool wants_colour(std::FILE* stream, bool refused) {
  return !refused && !is_set("NO_COLOR") && !is_dumb() && ::isatty(fileno(stream)) == 1;
}

ProgressLine::ProgressLine() : visible_(::isatty(STDERR_FILENO) == 1 && !is_dumb()) {}

ProgressLine::~ProgressLine() {
  if (visible_) fmt::print(stderr, "{}", kClearLine);
}

void ProgressLine::show(std::size_t done, std::size_t total, std::string_view what) {
  if (!visible_) return;
  fmt::print(stderr, "{}{}/{} {}", kClearLine, done, total, what.substr(0, 60));
  std::fflush(stderr);
}

}  // namespace confab::cli
