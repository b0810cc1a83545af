#include "selftest/hunt.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "runner/run_suite.hpp"
#include "runner/step_log.hpp"
#include "selftest/aims.hpp"
#include "selftest/deviant_story.hpp"

namespace confab::conformance {
namespace {

using reports::Kill;
using reports::Verdict;

/// Once a clause has failed in company, so many more deviations are tried to see it fail alone, and for so long: most of
/// that is waiting for what does not come.
constexpr int kTriesForAlone = 40;
constexpr std::chrono::seconds kTimeForAlone{4};

/// With a reason it could not be looked at, which shows nothing.
bool red(const reports::CheckResult& check) {
  const bool against = check.verdict == Verdict::fail || check.verdict == Verdict::warn || check.verdict == Verdict::info;
  return against && check.reason.empty();
}

/// What a deviation did to the clauses of a story.
struct Reddened {
  bool told = false;                    // the clause it was aimed at is red, through the check that passed before
  std::vector<std::string> with, also;  // as in reports::Kill
};

/// Red counts only through that check: anything else would be the right verdict for a wrong reason.
Reddened reddened(const reports::RunResult& run, const std::string& clause, const std::string& check) {
  using Judgement = std::tuple<std::size_t, std::string, int>;  // step, check, exchange
  std::map<std::string, std::set<Judgement>> judgements;        // that went against each clause
  for (const reports::ScenarioResult& story : run.scenarios) {
    for (std::size_t i = 0; i < story.steps.size(); ++i) {
      for (const reports::CheckResult& each : story.steps[i].checks) {
        if (!each.clause.empty() && red(each)) judgements[each.clause].insert({i, each.check, each.exchange});
      }
    }
  }
  const std::set<Judgement> own = std::exchange(judgements[clause], {});
  judgements.erase(clause);
  Reddened found;
  found.told = std::any_of(own.begin(), own.end(), [&](const Judgement& each) { return std::get<1>(each) == check; });
  for (const auto& [other, its] : judgements) {
    const bool same = std::includes(own.begin(), own.end(), its.begin(), its.end());
    (same ? found.with : found.also).push_back(other);
  }
  return found;
}

/// Tries one deviation after the other and keeps the one that tells most.
class Hunt {
 public:
  Hunt(const Grounds& grounds, const std::string& clause, DeviantMock& mock) : grounds_(grounds), mock_(mock) {
    best_.clause = clause;
  }

  /// True: nothing better can be found.
  bool try_all(const Lead& lead, std::size_t step, const std::vector<std::string>& deviations) {
    for (const std::string& deviation : deviations) {
      attempt(lead, step, deviation);
      if (satisfied()) return true;
    }
    return false;
  }
  /// The mock itself deviates, from before the story to after it.
  bool try_everywhere(const Lead& lead, const std::vector<std::string>& deviations) {
    const scenarios::Scenario& scenario = grounds_.scenarios[lead.scenario];
    for (const std::string& deviation : deviations) {
      mock_.deviate(deviation);
      play(scenario, mock_.deployment(), lead, deviation, step_place(scenario.steps[lead.asked]));
      mock_.deviate("");
      if (satisfied()) return true;
    }
    return false;
  }
  [[nodiscard]] bool killed() const { return !best_.deviation.empty(); }
  [[nodiscard]] Kill take() {
    best_.tries = tries_;
    return std::move(best_);
  }

 private:
  [[nodiscard]] bool satisfied() const {
    if (!killed() || best_.also.empty()) return killed();
    return tries_ - tries_at_first_ >= kTriesForAlone || std::chrono::steady_clock::now() - first_at_ > kTimeForAlone;
  }

  void attempt(const Lead& lead, std::size_t step, const std::string& deviation) {
    const scenarios::Scenario& scenario = grounds_.scenarios[lead.scenario];
    const std::string place = step_place(scenario.steps[step]);
    if (asks(scenario.steps[step]))
      return play(deviant_story(scenario, step, deviation), mock_.deployment(), lead, deviation, place);
    // What such a step asks is asked by it alone: all requests of that operation may deviate.
    const std::string aimed = fmt::format("{}{}operation={}", deviation,
                                          deviation.find(':') == std::string::npos ? ":" : ",", lead.exchange->operation);
    Deployment everywhere = mock_.deployment();
    everywhere.headers.emplace_back(kDeviateHeader, aimed);
    play(scenario, everywhere, lead, aimed, place);
  }

  void play(const scenarios::Scenario& story, const Deployment& deployment, const Lead& lead, const std::string& deviation,
            const std::string& place) {
    mock_.reset();
    RunOptions options;
    options.jobs = 1;
    const reports::RunResult run = run_suite(grounds_.vendor, {story}, deployment, options);
    ++tries_;
    judge(run, lead, deviation, place);
  }

  void judge(const reports::RunResult& run, const Lead& lead, const std::string& deviation, const std::string& place) {
    const Reddened red = reddened(run, best_.clause, lead.check);
    if (!red.told) return;
    if (!killed()) {
      tries_at_first_ = tries_;
      first_at_ = std::chrono::steady_clock::now();
    }
    if (killed() && std::pair(best_.also.size(), best_.with.size()) <= std::pair(red.also.size(), red.with.size())) return;
    best_ = {best_.clause, lead.check, run.scenarios.front().id, place, deviation, red.with, red.also, 0};
  }

  const Grounds& grounds_;
  DeviantMock& mock_;
  Kill best_;
  int tries_ = 0, tries_at_first_ = 0;
  std::chrono::steady_clock::time_point first_at_ = {};
};

}  // namespace

Kill hunt(const Grounds& grounds, const std::string& clause, const std::vector<Lead>& leads, DeviantMock& mock) {
  Hunt hunt(grounds, clause, mock);
  for (const Lead& lead : leads) {
    const scenarios::Scenario& scenario = grounds.scenarios[lead.scenario];
    const Held held{grounds.vendor,   lead.check, *lead.exchange, scenario.steps[lead.asserted], scenario.steps[lead.asked],
                    grounds.elsewhere};
    if (hunt.try_all(lead, lead.asked, aims_at(held))) return hunt.take();
  }
  for (const Lead& lead : leads) {
    if (hunt.killed()) break;  // in company; earlier steps would only add to it
    const auto& steps = grounds.plain.scenarios[lead.scenario].steps;
    for (std::size_t i = 0; i < lead.asked; ++i) {
      for (const reports::Exchange& exchange : steps[i].exchanges) {
        if (hunt.try_all(lead, i, aims_before(grounds.vendor, exchange))) return hunt.take();
      }
    }
  }
  for (const Lead& lead : leads) {
    if (!hunt.killed() && hunt.try_everywhere(lead, aims_at_all(*lead.exchange))) break;
  }
  return hunt.take();
}

}  // namespace confab::conformance
