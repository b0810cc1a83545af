#include "runner/run_suite.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <deque>
#include <mutex>
#include <random>

#include "runner/clause_results.hpp"
#include "runner/plain_request.hpp"
#include "runner/restraint.hpp"
#include "runner/run_together.hpp"
#include "runner/selection.hpp"
#include "runner/session.hpp"
#include "runner/story.hpp"
#include "runner/take_away.hpp"

namespace confab::conformance {
namespace {

using reports::RunResult;
using reports::Verdict;
using scenarios::Scenario;

std::string utc_now() {
  const auto now = std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(now)));
}

/// Judgements for clauses that --skip names do not count.
void mute(const Selection& selection, PlayedStory& story) {
  for (auto& step : story.result.steps) {
    std::erase_if(step.checks, [&](const auto& check) { return !check.clause.empty() && selection.mutes(check.clause); });
    if (step.verdict > Verdict::pass && step.reason.empty() && !step.checks.empty())
      step.verdict = reports::worst(step.checks);
    if (step.checks.empty() && step.reason.empty()) step.verdict = Verdict::pass;
  }
  if (story.result.reason.empty() && !story.result.steps.empty()) story.result.verdict = reports::worst(story.result.steps);
}

/// One suite while it is played.
struct Running {
  Running(const SuiteRun& given, std::string run_id)
      : suite(given),
        selection(*given.vendor, *given.scenarios, given.options.only, given.options.skip),
        session(*given.vendor, *given.deployment, run_id, {given.creations, given.options.ledger},
                given.options.interruption) {
    for (const Scenario& scenario : *given.scenarios) {
      if (selection.plays(scenario)) chosen.push_back(&scenario);
    }
    const RunOptions& options = given.options;
    run.tool_version = options.tool_version;
    run.started_at = utc_now();
    run.run_id = std::move(run_id);
    run.target = given.deployment->label.empty() ? given.deployment->base_url : given.deployment->label;
    run.vendors = {given.vendor->label()};
    run.partial = !options.skip.empty() || chosen.size() < given.scenarios->size() || given.deployment->read_only;
    run.strict = options.strict;
    run.fault = why_unreachable(session);
    if (run.fault.empty()) stories.resize(chosen.size());
  }

  void play(std::size_t i) {
    const Scenario& scenario = *chosen[i];
    const std::string skipped = why_skipped(scenario, session.vendor, session.deployment);
    if (skipped.empty()) {
      const Gate::Pass pass = session.gate.enter(connections_of(scenario).most);
      stories[i] = play_story(session, scenario);
    } else {
      stories[i] = skip_story(session, scenario, {Verdict::skip, skipped});
    }
    if (!suite.options.skip.empty()) mute(selection, stories[i]);
  }

  [[nodiscard]] RunResult take_result() {
    if (suite.creations != nullptr && suite.options.ledger != nullptr)
      run.left_behind = take_away(session, *suite.creations, *suite.options.ledger);
    run.interrupted = session.interrupted();
    run.partial = run.partial || run.interrupted;
    run.clauses = clause_results(*suite.vendor, stories);
    for (reports::ClauseResult& row : run.clauses) {
      if (row.excluded || row.verdict != Verdict::untested || !selection.mutes(row.clause.id)) continue;
      row.verdict = Verdict::skip;
      row.reason = "left out by --skip";
    }
    for (PlayedStory& story : stories) run.scenarios.push_back(std::move(story.result));
    run.throttling = session.throttle.tally();
    run.duration_ms = static_cast<double>(session.recorder.now().count());
    return std::move(run);
  }

  const SuiteRun& suite;
  Selection selection;
  Session session;
  std::vector<const Scenario*> chosen;
  std::vector<PlayedStory> stories;
  RunResult run;
};

/// The suites take turns, so that none of them is left for the end.
std::vector<std::pair<Running*, std::size_t>> in_turn(std::deque<Running>& suites) {
  std::vector<std::pair<Running*, std::size_t>> work;
  std::size_t longest = 0;
  for (const Running& suite : suites) longest = std::max(longest, suite.stories.size());
  for (std::size_t i = 0; i < longest; ++i) {
    for (Running& suite : suites) {
      if (i < suite.stories.size()) work.emplace_back(&suite, i);
    }
  }
  return work;
}

}  // namespace

std::string fresh_run_id() {
  std::random_device random;
  return fmt::format("confab-{:08x}", static_cast<unsigned>(random()));
}

std::vector<RunResult> run_suites(const std::vector<SuiteRun>& given) {
  std::deque<Running> suites;
  for (const SuiteRun& suite : given)
    suites.emplace_back(suite, suite.options.run_id.empty() ? fresh_run_id() : suite.options.run_id);
  const auto work = in_turn(suites);
  std::atomic<std::size_t> next = 0;
  std::mutex telling;
  std::size_t done = 0;
  run_together(given.empty() ? 1 : given.front().options.jobs, work.size(), [&] {
    for (std::size_t at = next++; at < work.size(); at = next++) {
      const auto& [suite, i] = work[at];
      suite->play(i);
      const std::lock_guard lock(telling);
      ++done;
      const auto& tell = suite->suite.options.on_scenario;
      if (tell) tell(suite->stories[i].result, done, work.size());
    }
  });
  std::vector<RunResult> results;
  for (Running& suite : suites) results.push_back(suite.take_result());
  return results;
}

RunResult run_suite(const spec::Vendor& vendor, const std::vector<Scenario>& scenarios, const Deployment& deployment,
                    const RunOptions& options) {
  return std::move(run_suites({{&vendor, &scenarios, &deployment, options}}).front());
}

}  // namespace confab::conformance
