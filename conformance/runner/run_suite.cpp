#include "runner/run_suite.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <random>

#include "runner/clause_results.hpp"
#include "runner/run_together.hpp"
#include "runner/selection.hpp"
#include "runner/session.hpp"
#include "runner/story.hpp"

namespace confab::conformance {
namespace {

using reports::RunResult;
using reports::Verdict;
using scenarios::Scenario;

std::string fresh_run_id() {
  std::random_device random;
  return fmt::format("confab-{:08x}", static_cast<unsigned>(random()));
}

std::string utc_now() {
  const auto now = std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(now)));
}

/// Asks for the root, which needs no credential and changes nothing. What is wrong with the way there, not with the answer.
std::string why_unreachable(Session& session) {
  HttpBudget budget;
  budget.time = session.deployment.timeout;
  budget.body_bytes = 64 * 1024;
  const HttpResponse response = session.client.send({"GET", "/", session.deployment.headers, std::nullopt}, budget);
  const bool no_way = response.fault == HttpFault::unreachable || response.fault == HttpFault::tls;
  const bool no_http = response.fault == HttpFault::not_http && response.status == 0;
  if (!no_way && !no_http) return {};
  return session.recorder.redact(fmt::format("{} cannot be tested: {}: {}", session.deployment.base_url,
                                             to_string(response.fault), response.fault_text));
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

std::vector<PlayedStory> play_all(Session& session, const std::vector<const Scenario*>& chosen, const Selection& selection,
                                  const RunOptions& options) {
  std::vector<PlayedStory> stories(chosen.size());
  std::atomic<std::size_t> next = 0;
  std::mutex telling;
  std::size_t done = 0;
  run_together(options.jobs, chosen.size(), [&] {
    for (std::size_t i = next++; i < chosen.size(); i = next++) {
      const Scenario& scenario = *chosen[i];
      const std::string skipped = why_skipped(scenario, session.vendor, session.deployment);
      stories[i] = skipped.empty() ? play_story(session, scenario) : skip_story(session, scenario, {Verdict::skip, skipped});
      if (!options.skip.empty()) mute(selection, stories[i]);
      const std::lock_guard lock(telling);
      ++done;
      if (options.on_scenario) options.on_scenario(stories[i].result, done, chosen.size());
    }
  });
  return stories;
}

}  // namespace

RunResult run_suite(const spec::Vendor& vendor, const std::vector<Scenario>& scenarios, const Deployment& deployment,
                    const RunOptions& options) {
  const Selection selection(vendor, scenarios, options.only, options.skip);
  std::vector<const Scenario*> chosen;
  for (const Scenario& scenario : scenarios) {
    if (selection.plays(scenario)) chosen.push_back(&scenario);
  }
  RunResult run;
  run.tool_version = options.tool_version;
  run.started_at = utc_now();
  run.run_id = options.run_id.empty() ? fresh_run_id() : options.run_id;
  run.target = deployment.label.empty() ? deployment.base_url : deployment.label;
  run.vendors = {vendor.name};
  run.partial = !options.skip.empty() || chosen.size() < scenarios.size();
  run.strict = options.strict;

  Session session(vendor, deployment, run.run_id);
  run.fault = why_unreachable(session);
  std::vector<PlayedStory> stories;
  if (run.fault.empty()) stories = play_all(session, chosen, selection, options);
  run.clauses = clause_results(vendor, stories);
  for (reports::ClauseResult& row : run.clauses) {
    if (row.excluded || row.verdict != Verdict::untested || !selection.mutes(row.clause.id)) continue;
    row.verdict = Verdict::skip;
    row.reason = "left out by --skip";
  }
  for (PlayedStory& story : stories) run.scenarios.push_back(std::move(story.result));
  run.duration_ms = static_cast<double>(session.recorder.now().count());
  return run;
}

}  // namespace confab::conformance
