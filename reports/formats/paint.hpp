// Colour for terminals, or none.
#pragma once

#include <string>
#include <string_view>

#include "result/verdict.hpp"

namespace confab::reports {

/// ANSI sequences when `colour` is set, the bare text otherwise.
struct Paint {
  bool colour = false;

  [[nodiscard]] std::string verdict(Verdict verdict, std::string_view text) const;
  [[nodiscard]] std::string bold(std::string_view text) const;
  [[nodiscard]] std::string faint(std::string_view text) const;
};

}  // namespace confab::reports
