#include "wiring/plan_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace confab::cli {
namespace {

std::string skipped(const std::string& reason) {
  return reason.empty() ? std::string() : fmt::format("  [skipped: {}]", reason);
}

std::size_t widest_id(const conformance::Plan& plan) {
  std::size_t width = 0;
  for (const auto& scenario : plan.scenarios) width = std::max(width, scenario.id.size());
  return width;
}

}  // namespace

std::string list_text(const conformance::Plan& plan) {
  std::string text;
  const std::size_t width = widest_id(plan);
  for (const auto& scenario : plan.scenarios)
    text += fmt::format("{:<{}}  {}{}\n", scenario.id, width, scenario.title, skipped(scenario.skipped));
  return text;
}

std::string plan_text(const conformance::Plan& plan) {
  std::string text;
  for (const auto& scenario : plan.scenarios) {
    text += fmt::format("{}: {}{}\n", scenario.id, scenario.title, skipped(scenario.skipped));
    for (const auto& step : scenario.steps)
      text += fmt::format("  {}  ({}){}\n", step.name, step.place, skipped(step.skipped));
  }
  return text;
}

}  // namespace confab::cli
