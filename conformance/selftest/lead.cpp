#include "selftest/lead.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

namespace confab::conformance {
namespace {

using reports::ScenarioResult;
using reports::StepResult;

/// The step that made the exchange, and the exchange. A judgement without one of its own is about the last one before it.
std::optional<std::pair<std::size_t, const reports::Exchange*>> exchange_of(const ScenarioResult& story, std::size_t step, int id) {
  for (std::size_t i = 0; i < story.steps.size() && id != 0; ++i) {
    for (const reports::Exchange& exchange : story.steps[i].exchanges) {
      if (exchange.id == id) return std::pair{i, &exchange};
    }
  }
  for (std::size_t i = step + 1; i-- > 0;) {
    if (!story.steps[i].exchanges.empty()) return std::pair{i, &story.steps[i].exchanges.back()};
  }
  return std::nullopt;
}

std::vector<std::size_t> quick_first(const reports::RunResult& run) {
  std::vector<std::size_t> order(run.scenarios.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return run.scenarios[a].duration_ms < run.scenarios[b].duration_ms; });
  return order;
}

/// Of the story's own steps; what follows them are clean-ups.
bool is_clean_up(const StepResult& step) {
  return step.verdict == reports::Verdict::untested;
}

}  // namespace

std::map<std::string, std::vector<Lead>> leads_of(const reports::RunResult& run, std::size_t most) {
  std::map<std::string, std::vector<Lead>> leads;
  for (const std::size_t at : quick_first(run)) {
    const ScenarioResult& story = run.scenarios[at];
    for (std::size_t i = 0; i < story.steps.size(); ++i) {
      if (is_clean_up(story.steps[i])) continue;
      for (const reports::CheckResult& check : story.steps[i].checks) {
        if (check.clause.empty() || check.verdict != reports::Verdict::pass) continue;
        auto& known = leads[check.clause];
        const auto same = std::count_if(known.begin(), known.end(), [&](const Lead& lead) { return lead.check == check.check; });
        const auto exchange = exchange_of(story, i, check.exchange);
        if (exchange && static_cast<std::size_t>(same) < most) known.push_back({at, i, exchange->first, check.check, exchange->second});
      }
    }
  }
  return leads;
}

}  // namespace confab::conformance
