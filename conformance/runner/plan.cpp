#include "runner/run_suite.hpp"
#include "runner/selection.hpp"
#include "runner/step_log.hpp"
#include "runner/story.hpp"

namespace confab::conformance {
namespace {

PlannedScenario plan_one(const scenarios::Scenario& scenario, const spec::Vendor& vendor, const Deployment& deployment) {
  PlannedScenario planned{scenario.id, scenario.title, scenario.proves(), why_skipped(scenario, vendor, deployment), {}};
  for (const scenarios::Step& step : scenario.steps) {
    const std::string skipped = planned.skipped.empty() ? why_skipped(step, deployment) : planned.skipped;
    planned.steps.push_back({step.kind(), step_name(step), step_place(step), skipped});
  }
  return planned;
}

}  // namespace

Plan plan_suite(const spec::Vendor& vendor, const std::vector<scenarios::Scenario>& scenarios, const Deployment& deployment,
                const RunOptions& options) {
  const Selection selection(vendor, scenarios, options.only, options.skip);
  Plan plan;
  for (const scenarios::Scenario& scenario : scenarios) {
    if (selection.plays(scenario)) plan.scenarios.push_back(plan_one(scenario, vendor, deployment));
  }
  const bool mutes = !options.skip.empty();
  plan.partial = mutes || deployment.read_only || plan.scenarios.size() < scenarios.size();
  return plan;
}

}  // namespace confab::conformance
