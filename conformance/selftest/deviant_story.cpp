#include "selftest/deviant_story.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <string>
#include <variant>

namespace confab::conformance {
namespace {

using scenarios::Step;

void each_step(std::vector<Step>& steps, const std::function<void(Step&)>& visit) {
  for (Step& step : steps) {
    visit(step);
    if (auto* parallel = std::get_if<scenarios::ParallelStep>(&step.action)) each_step(parallel->steps, visit);
    if (auto* pages = std::get_if<scenarios::PagesStep>(&step.action)) each_step(pages->between, visit);
  }
}

scenarios::Exchange* exchange_of(Step& step) {
  return std::visit(
      [](auto& action) -> scenarios::Exchange* {
        if constexpr (requires { action.exchange; }) {
          return &action.exchange;
        } else {
          return nullptr;
        }
      },
      step.action);
}

/// A dollar would begin a reference.
std::string without_references(std::string_view text) {
  std::string doubled;
  for (const char c : text) doubled.append(c == '$' ? 2 : 1, c);
  return doubled;
}

}  // namespace

scenarios::Scenario deviant_story(const scenarios::Scenario& scenario, std::size_t step, std::string_view deviation) {
  scenarios::Scenario story = scenario;
  std::vector<Step> aimed = {story.steps.at(step)};
  each_step(aimed, [&](Step& one) {
    if (scenarios::Exchange* exchange = exchange_of(one))
      exchange->headers[std::string(kDeviateHeader)] = without_references(deviation);
  });
  story.steps.at(step) = std::move(aimed.front());
  return story;
}

bool asks(const Step& step) {
  std::vector<Step> copy = {step};
  bool found = false;
  each_step(copy, [&](Step& one) { found = found || exchange_of(one) != nullptr; });
  return found;
}

scenarios::Scenario impatient_story(scenarios::Scenario scenario, scenarios::Duration most) {
  each_step(scenario.steps, [most](Step& step) { step.within = std::min(step.within, most); });
  return scenario;
}

std::string deviation_value(std::string_view value) {
  std::string encoded;
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = byte > 0x20 && byte < 0x7F && c != '%' && c != ',' && c != ';';
    encoded += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned>(byte));
  }
  return encoded;
}

}  // namespace confab::conformance
