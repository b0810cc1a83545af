#include "loader/scenario.hpp"

#include <set>

namespace confab::scenarios {
namespace {

// Calls `visit` for every step, those inside `parallel` included.
template <class Visit>
void for_each_step(const std::vector<Step>& steps, const Visit& visit) {
  for (const Step& step : steps) {
    visit(step);
    if (const auto* parallel = std::get_if<ParallelStep>(&step.action)) for_each_step(parallel->steps, visit);
    if (const auto* pages = std::get_if<PagesStep>(&step.action)) for_each_step(pages->between, visit);
  }
}

template <class Visit>
void for_each_step(const Scenario& scenario, const Visit& visit) {
  for_each_step(scenario.steps, visit);
  for_each_step(scenario.cleanup, visit);
}

}  // namespace

std::vector<std::string> Scenario::proves() const {
  std::set<std::string> clauses;
  for_each_step(*this, [&](const Step& step) {
    clauses.insert(step.proves.begin(), step.proves.end());
    for (const Expectation& expectation : step.expect) clauses.insert(expectation.proves.begin(), expectation.proves.end());
  });
  return {clauses.begin(), clauses.end()};
}

std::vector<std::string> Scenario::personas() const {
  std::set<std::string> names;
  for_each_step(*this, [&](const Step& step) { names.insert(step.persona); });
  names.erase("default");
  names.erase("nobody");
  return {names.begin(), names.end()};
}

}  // namespace confab::scenarios
