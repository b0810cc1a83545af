#include "formats/paint.hpp"

#include <fmt/color.h>

namespace confab::reports {
namespace {

fmt::text_style style_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return fmt::fg(fmt::terminal_color::green);
    case Verdict::info:
      return fmt::fg(fmt::terminal_color::cyan);
    case Verdict::warn:
    case Verdict::untestable:
      return fmt::fg(fmt::terminal_color::yellow);
    case Verdict::fail:
    case Verdict::error:
      return fmt::fg(fmt::terminal_color::red) | fmt::emphasis::bold;
    default:
      return fmt::emphasis::faint;
  }
}

std::string styled(bool colour, fmt::text_style style, std::string_view text) {
  return colour ? fmt::format(style, "{}", text) : std::string(text);
}

}  // namespace

std::string Paint::verdict(Verdict verdict, std::string_view text) const {
  return styled(colour, style_of(verdict), text);
}

std::string Paint::bold(std::string_view text) const {
  return styled(colour, fmt::emphasis::bold, text);
}

std::string Paint::faint(std::string_view text) const {
  return styled(colour, fmt::emphasis::faint, text);
}

}  // namespace confab::reports
