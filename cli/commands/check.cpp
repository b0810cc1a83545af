#include "commands/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "baseline/baseline.hpp"
#include "formats/format.hpp"
#include "runner/run_suite.hpp"
#include "runner/selection.hpp"
#include "source/user_error.hpp"
#include "wiring/embedded_mock.hpp"
#include "wiring/merge_results.hpp"
#include "wiring/mock_probe.hpp"
#include "wiring/plan_text.hpp"
#include "wiring/report_output.hpp"
#include "wiring/terminal.hpp"
#include "wiring/version.hpp"

namespace confab::cli {
namespace {

/// What there is to play, against where.
struct Suite {
  spec::Vendor vendor;
  std::vector<scenarios::Scenario> scenarios;
  conformance::Deployment deployment;
};

bool named_in(const Suite& suite, const std::string& glob) {
  return conformance::names_something(glob, suite.vendor, suite.scenarios);
}

/// Of several suites only those in which something is named by --only. Where none is, they stay, and say so.
std::vector<Suite> named_suites(std::vector<Suite> suites, const std::vector<std::string>& only) {
  const auto named = [&](const Suite& suite) {
    return std::any_of(only.begin(), only.end(), [&](const std::string& glob) { return named_in(suite, glob); });
  };
  if (suites.size() > 1 && std::any_of(suites.begin(), suites.end(), named))
    std::erase_if(suites, [&](const Suite& suite) { return !named(suite); });
  return suites;
}

/// Without the globs that mean another suite.
conformance::RunOptions narrowed(conformance::RunOptions options, const Suite& suite, const std::vector<Suite>& suites) {
  const auto elsewhere = [&](const std::string& glob) {
    return !named_in(suite, glob) &&
           std::any_of(suites.begin(), suites.end(), [&](const Suite& other) { return named_in(other, glob); });
  };
  std::erase_if(options.only, elsewhere);
  std::erase_if(options.skip, elsewhere);
  return options;
}

std::vector<Suite> load_suites(const CheckOptions& options) {
  const Knowledge knowledge(options.folders);
  std::vector<Suite> suites;
  std::vector<spec::Vendor> vendors;
  for (const std::string& name : knowledge.expand(options.vendor, options.contract)) {
    vendors.push_back(knowledge.vendor(name));
    suites.push_back({vendors.back(), knowledge.scenarios(vendors.back()), {}});
  }
  check_target_options(options.target, vendors);
  return named_suites(std::move(suites), options.only);
}

/// A plan contacts nobody, so a target is taken for what it most likely is.
bool only_plans(const CheckOptions& options) {
  return options.list || options.dry_run;
}

std::unique_ptr<EmbeddedMock> start_mock(const std::vector<Suite>& suites) {
  std::vector<mock::ServedVendor> served;
  for (const Suite& suite : suites) served.push_back({suite.vendor, suite.scenarios});
  return std::make_unique<EmbeddedMock>(std::move(served));
}

void aim_at_target(std::vector<Suite>& suites, const CheckOptions& options) {
  const TargetOptions& target = options.target;
  std::optional<MockBases> bases;
  if (target.credentials.empty() && !only_plans(options)) bases = probe_mock(target.url, !target.insecure);
  for (Suite& suite : suites) {
    if (!bases) {
      suite.deployment = foreign_deployment(suite.vendor, target);
    } else if (const auto base = bases->find(suite.vendor.label()); base != bases->end()) {
      const std::string url = base->second + first_mount(suite.vendor);
      suite.deployment = mock_deployment(suite.vendor, url, url, target);
    } else {
      throw source::UserError({}, fmt::format("the Confab mock at {} does not serve {}", target.url, suite.vendor.label()));
    }
  }
}

/// Fills in the deployments. The mock, if one was started, lives as long as the result.
std::unique_ptr<EmbeddedMock> aim(std::vector<Suite>& suites, const CheckOptions& options) {
  if (!options.target.url.empty()) {
    aim_at_target(suites, options);
    return nullptr;
  }
  std::unique_ptr<EmbeddedMock> mock = only_plans(options) ? nullptr : start_mock(suites);
  for (Suite& suite : suites) {
    const std::string base = mock ? mock->base_url(suite.vendor.label()) : "http://127.0.0.1";
    suite.deployment =
        mock_deployment(suite.vendor, base + first_mount(suite.vendor), std::string(reports::kEmbeddedMock), options.target);
  }
  return mock;
}

conformance::RunOptions run_options_of(const CheckOptions& options) {
  conformance::RunOptions run_options;
  run_options.only = options.only;
  run_options.skip = options.skip;
  run_options.jobs = options.jobs;
  run_options.strict = options.strict;
  run_options.tool_version = version();
  return run_options;
}

int print_plans(const std::vector<Suite>& suites, const CheckOptions& options, const conformance::RunOptions& run_options) {
  for (const Suite& suite : suites) {
    const conformance::Plan plan =
        conformance::plan_suite(suite.vendor, suite.scenarios, suite.deployment, narrowed(run_options, suite, suites));
    print(options.list ? list_text(plan) : plan_text(plan));
  }
  return 0;
}

reports::RunResult play(const std::vector<Suite>& suites, conformance::RunOptions run_options) {
  ProgressLine progress;
  run_options.on_scenario = [&](const reports::ScenarioResult& scenario, std::size_t done, std::size_t total) {
    progress.show(done, total, scenario.id);
  };
  std::vector<conformance::SuiteRun> runs;
  for (const Suite& suite : suites)
    runs.push_back({&suite.vendor, &suite.scenarios, &suite.deployment, narrowed(run_options, suite, suites)});
  reports::RunResult result;
  for (reports::RunResult& run : conformance::run_suites(runs)) merge_result(result, std::move(run));
  return result;
}

/// A baseline may speak of any vendor, whichever of them is played.
reports::Baseline load_baseline(const CheckOptions& options) {
  reports::Baseline baseline;
  if (options.baselines.empty()) return baseline;
  const Knowledge knowledge(options.folders);
  std::vector<spec::Vendor> vendors;
  for (const std::string& label : knowledge.labels()) vendors.push_back(knowledge.vendor(label));
  for (const std::string& file : options.baselines) baseline.read(source::Document::load_yaml(file), vendors);
  return baseline;
}

std::vector<std::string> repeat_options(const CheckOptions& options) {
  std::vector<std::string> words = repeatable(options.target);
  for (const std::string& file : options.baselines) words.insert(words.end(), {"--baseline", file});
  if (!options.folders.spec.empty()) words.insert(words.end(), {"--spec-dir", options.folders.spec});
  if (!options.folders.scenarios.empty()) words.insert(words.end(), {"--scenario-dir", options.folders.scenarios});
  return words;
}

}  // namespace

int run_check(const CheckOptions& options) {
  ReportOutputs outputs(options.reports);
  std::vector<Suite> suites = load_suites(options);
  const reports::Baseline baseline = load_baseline(options);
  const conformance::RunOptions run_options = run_options_of(options);
  const std::unique_ptr<EmbeddedMock> mock = aim(suites, options);
  if (only_plans(options)) return print_plans(suites, options, run_options);

  reports::RunResult result = play(suites, run_options);
  result.options = repeat_options(options);
  baseline.mark(result);
  outputs.write(result);
  std::FILE* const console = outputs.use_stdout() ? stderr : stdout;
  print(reports::render_console(result, {.colour = wants_colour(console, options.no_color), .verbose = options.verbose}),
        console);
  return reports::exit_status(result);
}

}  // namespace confab::cli
