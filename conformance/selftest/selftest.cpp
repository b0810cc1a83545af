#include "selftest/selftest.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>

#include "runner/run_suite.hpp"
#include "runner/run_together.hpp"
#include "runner/selection.hpp"
#include "selftest/deviant_story.hpp"
#include "selftest/hunt.hpp"
#include "selftest/lead.hpp"

namespace confab::conformance {
namespace {

using reports::FalseAlarm;
using reports::KillMatrix;
using reports::RunResult;
using reports::Verdict;

/// What a mock on this machine has not sent by then it will not send: a story that waits for it need not wait longer.
constexpr scenarios::Duration kPatience{800};
/// Judgements of the same check on the same clause differ little: so many are tried.
constexpr std::size_t kLeads = 4;

class Progress {
 public:
  Progress(const SelftestOptions& options, std::size_t total) : options_(options), total_(total) {}
  void step(const std::string& what) {
    const std::lock_guard lock(mutex_);
    ++done_;
    if (options_.on_progress) options_.on_progress(done_, total_, what);
  }

 private:
  const SelftestOptions& options_;
  std::size_t total_, done_ = 0;
  std::mutex mutex_;
};

RunResult play(const spec::Vendor& vendor, const std::vector<scenarios::Scenario>& scenarios, const Deployment& deployment,
               std::size_t jobs) {
  RunOptions options;
  options.jobs = jobs;
  return run_suite(vendor, scenarios, deployment, options);
}

/// Every story alone, so that what is recorded of it is its own.
RunResult play_each(const spec::Vendor& vendor, const std::vector<scenarios::Scenario>& scenarios,
                    const SelftestOptions& options) {
  RunResult all;
  all.scenarios.resize(scenarios.size());
  std::atomic<std::size_t> next = 0;
  run_together(options.jobs, scenarios.size(), [&] {
    const std::unique_ptr<DeviantMock> mock = options.start();
    for (std::size_t at = next++; at < scenarios.size(); at = next++) {
      mock->reset();
      RunResult run = play(vendor, {scenarios[at]}, mock->deployment(), 1);
      if (!run.scenarios.empty()) all.scenarios[at] = std::move(run.scenarios.front());
    }
  });
  return all;
}

/// Everything that did not hold, where everything should.
void add_alarms(const RunResult& run, const std::string& variation, std::vector<FalseAlarm>& alarms) {
  if (!run.fault.empty()) alarms.push_back({variation, "", "", "", run.fault});
  for (const reports::ScenarioResult& story : run.scenarios) {
    for (const reports::StepResult& step : story.steps) {
      for (const reports::CheckResult& check : step.checks) {
        if (check.verdict != Verdict::pass)
          alarms.push_back({variation, check.clause, story.id, check.check, check.actual + check.reason});
      }
    }
  }
}

std::vector<std::string> wanted_clauses(const spec::Vendor& vendor, const std::vector<std::string>& only) {
  std::vector<std::string> ids;
  for (const spec::Clause& clause : vendor.clauses) {
    const bool named = only.empty() || std::any_of(only.begin(), only.end(),
                                                   [&](const std::string& glob) { return glob_matches(glob, clause.id); });
    if (clause.excluded.empty() && named) ids.push_back(clause.id);
  }
  return ids;
}

std::vector<reports::Kill> hunt_all(const Grounds& grounds, const std::vector<std::string>& clauses,
                                    const SelftestOptions& options, Progress& progress) {
  const auto leads = leads_of(grounds.vendor, grounds.scenarios, grounds.plain, kLeads);
  std::vector<reports::Kill> kills(clauses.size());
  std::atomic<std::size_t> next = 0;
  run_together(options.jobs, clauses.size(), [&] {
    const std::unique_ptr<DeviantMock> mock = options.start();
    for (std::size_t at = next++; at < clauses.size(); at = next++) {
      const auto known = leads.find(clauses[at]);
      kills[at].clause = clauses[at];
      const auto started = std::chrono::steady_clock::now();
      if (known != leads.end()) kills[at] = hunt(grounds, clauses[at], known->second, *mock);
      kills[at].duration_ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started).count();
      progress.step(clauses[at]);
    }
  });
  return kills;
}

void play_variations(const spec::Vendor& vendor, const std::vector<scenarios::Scenario>& scenarios,
                     const SelftestOptions& options, Progress& progress, KillMatrix& matrix) {
  for (const std::string& variation : options.variations) {
    const std::unique_ptr<DeviantMock> mock = options.start();
    Deployment varied = mock->deployment();
    varied.headers.emplace_back(kDeviateHeader, variation);
    add_alarms(play(vendor, scenarios, varied, options.jobs), variation, matrix.alarms);
    matrix.variations.push_back(variation);
    progress.step(variation);
  }
}

}  // namespace

KillMatrix selftest(const spec::Vendor& vendor, const std::vector<scenarios::Scenario>& scenarios,
                    const SelftestOptions& options) {
  const auto started = std::chrono::steady_clock::now();
  KillMatrix matrix;
  matrix.vendor = vendor.label();
  std::vector<scenarios::Scenario> impatient;
  for (const scenarios::Scenario& scenario : scenarios) impatient.push_back(impatient_story(scenario, kPatience));
  const std::vector<std::string> clauses = wanted_clauses(vendor, options.only);
  Progress progress(options, clauses.size() + (options.only.empty() ? options.variations.size() : 0));

  const RunResult plain = play_each(vendor, scenarios, options);
  add_alarms(plain, "", matrix.alarms);
  const Elsewhere elsewhere(plain);
  matrix.kills = hunt_all({vendor, impatient, plain, elsewhere}, clauses, options, progress);
  if (options.only.empty()) play_variations(vendor, scenarios, options, progress, matrix);
  matrix.duration_ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started).count();
  return matrix;
}

}  // namespace confab::conformance
