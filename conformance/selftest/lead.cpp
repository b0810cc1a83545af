#include "selftest/lead.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "selftest/recorded_frames.hpp"

namespace confab::conformance {
namespace {

using reports::ScenarioResult;
using scenarios::Step;

/// The stream that a step is about; empty for steps that ask for themselves.
std::string stream_of(const Step& step) {
  return std::visit(
      [](const auto& action) -> std::string {
        if constexpr (requires { action.stream; }) {
          return action.stream;
        } else {
          return {};
        }
      },
      step.action);
}

bool opens(const Step& step, const std::string& name) {
  const auto* stream = std::get_if<scenarios::StreamStep>(&step.action);
  return stream != nullptr && stream->as == name;
}

using Found = std::pair<std::size_t, const reports::Exchange*>;

std::optional<Found> exchange_with(const ScenarioResult& story, int id) {
  for (std::size_t i = 0; i < story.steps.size() && id != 0; ++i) {
    for (const reports::Exchange& exchange : story.steps[i].exchanges) {
      if (exchange.id == id) return Found{i, &exchange};
    }
  }
  return std::nullopt;
}

/// The step that made the exchange, and the exchange. A judgement without one is about the stream that its step names, or
/// about what was asked last.
std::optional<Found> exchange_of(const ScenarioResult& story, const std::vector<Step>& steps, std::size_t step, int id) {
  if (const auto found = exchange_with(story, id)) return found;
  const std::string name = stream_of(steps[step]);
  for (std::size_t i = 0; i < step && !name.empty(); ++i) {
    if (opens(steps[i], name) && !story.steps[i].exchanges.empty()) return Found{i, &story.steps[i].exchanges.front()};
  }
  for (std::size_t i = step + 1; i-- > 0;) {
    if (!story.steps[i].exchanges.empty()) return Found{i, &story.steps[i].exchanges.back()};
  }
  return std::nullopt;
}

/// How many other clauses have judgements of their own on that exchange: what deviates there may turn all of them red.
std::size_t company_of(const ScenarioResult& story, const Lead& lead, const std::string& clause) {
  std::set<std::string> others;
  for (const reports::StepResult& step : story.steps) {
    for (const reports::CheckResult& check : step.checks) {
      if (check.exchange == lead.exchange->id && check.check != lead.check && !check.clause.empty() &&
          check.clause != clause)
        others.insert(check.clause);
    }
  }
  return others.size();
}

/// Long stories take long to tell, and company has to be got rid of again.
std::size_t cost_of(const Lead& lead, const std::vector<scenarios::Scenario>& scenarios) {
  constexpr std::size_t kStepsForOneOfCompany = 3;
  return kStepsForOneOfCompany * lead.company + scenarios[lead.scenario].steps.size();
}

/// Those first that show frames which were not seen before.
void telling_first(const spec::Vendor& vendor, std::vector<Lead>& leads) {
  std::set<std::string> seen;
  const auto is_new = [&](const Lead& lead) {
    const spec::StreamSpec* spec = vendor.stream(lead.exchange->operation);
    bool news = false;
    for (const std::string& name : spec ? frame_names(*spec, lead.exchange->response_body) : std::vector<std::string>())
      news = seen.insert(lead.check + " " + name).second || news;
    return news;
  };
  std::stable_partition(leads.begin(), leads.end(), is_new);
}

void keep_most(std::vector<Lead>& leads, std::size_t most) {
  std::map<std::string, std::size_t> kept;
  std::erase_if(leads, [&](const Lead& lead) { return ++kept[lead.check] > most; });
}

}  // namespace

std::map<std::string, std::vector<Lead>> leads_of(const spec::Vendor& vendor,
                                                  const std::vector<scenarios::Scenario>& scenarios,
                                                  const reports::RunResult& run, std::size_t most) {
  std::map<std::string, std::vector<Lead>> leads;
  for (std::size_t at = 0; at < run.scenarios.size(); ++at) {
    const ScenarioResult& story = run.scenarios[at];
    const std::size_t own = std::min(story.steps.size(), scenarios[at].steps.size());  // what follows are clean-ups
    for (std::size_t i = 0; i < own; ++i) {
      for (const reports::CheckResult& check : story.steps[i].checks) {
        if (check.clause.empty() || check.verdict != reports::Verdict::pass) continue;
        const auto exchange = exchange_of(story, scenarios[at].steps, i, check.exchange);
        if (exchange && exchange->first < own)
          leads[check.clause].push_back({at, i, exchange->first, check.check, exchange->second});
      }
    }
  }
  for (auto& [clause, known] : leads) {
    for (Lead& lead : known) lead.company = company_of(run.scenarios[lead.scenario], lead, clause);
    std::stable_sort(known.begin(), known.end(),
                     [&](const Lead& a, const Lead& b) { return cost_of(a, scenarios) < cost_of(b, scenarios); });
    telling_first(vendor, known);
    keep_most(known, most);
  }
  return leads;
}

}  // namespace confab::conformance
