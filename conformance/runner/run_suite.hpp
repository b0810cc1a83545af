// The whole suite of one vendor against one deployment: scenarios in, verdicts out.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "client/deployment.hpp"
#include "loader/scenario.hpp"
#include "model/creation.hpp"
#include "model/vendor.hpp"
#include "result/result.hpp"
#include "runner/ledger.hpp"

namespace confab::conformance {

/// What the user asked for. `only` and `skip` are globs (`*`, `?`) over scenario ids, clause ids and operations: a scenario
/// is selected by its own id, by a clause it proves or by an operation it uses.
struct RunOptions {
  std::vector<std::string> only;
  std::vector<std::string> skip;
  std::size_t jobs = 8;  // scenarios played at the same time
  bool strict = false;   // copied into the result
  std::string tool_version;
  std::string run_id;        // $run.id; empty: fresh_run_id()
  Ledger* ledger = nullptr;  // what is created is remembered there, and taken away at the end; borrowed
  const std::atomic<bool>* interruption = nullptr;  // once set, the run ends: no verdicts, but everything cleaned up
  /// Called once a scenario, as it ends, from any thread but never from two at once. `done` counts from 1.
  std::function<void(const reports::ScenarioResult& scenario, std::size_t done, std::size_t total)> on_scenario;
};

struct PlannedStep {
  std::string kind, name, place;
  std::string skipped;  // why it will not be played; empty: it will
};

struct PlannedScenario {
  std::string id, title;
  std::vector<std::string> proves;
  std::string skipped;  // why none of it will be played; empty: it will
  std::vector<PlannedStep> steps;
};

/// What `run_suite` would do. Scenarios that the globs leave out are not listed.
struct Plan {
  std::vector<PlannedScenario> scenarios;
  bool partial = false;  // the globs left something out
};

/// Contacts nobody. Throws UserError for a glob that matches nothing.
[[nodiscard]] Plan plan_suite(const spec::Vendor& vendor, const std::vector<scenarios::Scenario>& scenarios,
                              const Deployment& deployment, const RunOptions& options);

/// Plays the plan. Whatever the deployment does ends in a verdict within bounded time and memory; if it cannot be reached at
/// all, `fault` of the result says what was tried and nothing is judged. Throws UserError for a glob that matches nothing
/// and for a base URL that is none.
[[nodiscard]] reports::RunResult run_suite(const spec::Vendor& vendor, const std::vector<scenarios::Scenario>& scenarios,
                                           const Deployment& deployment, const RunOptions& options);

/// One of several suites; borrows all but the options.
struct SuiteRun {
  const spec::Vendor* vendor = nullptr;
  const std::vector<scenarios::Scenario>* scenarios = nullptr;
  const Deployment* deployment = nullptr;
  RunOptions options;
  const spec::Creations* creations = nullptr;  // with a ledger: what its operations create
};

/// "confab-1a2b3c4d", unlike that of any other run.
[[nodiscard]] std::string fresh_run_id();

/// Several suites side by side, a result for each, in their order. They share the `jobs` of the first, and `done` and
/// `total` of `on_scenario`, of which no two are called at once, count over all of them.
[[nodiscard]] std::vector<reports::RunResult> run_suites(const std::vector<SuiteRun>& suites);

}  // namespace confab::conformance
