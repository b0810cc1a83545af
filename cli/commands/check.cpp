#include "commands/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "baseline/baseline.hpp"
#include "deployment/described_contract.hpp"
#include "deployment/described_deployment.hpp"
#include "deployment/read_deployment.hpp"
#include "formats/format.hpp"
#include "runner/ledger.hpp"
#include "runner/restraint.hpp"
#include "runner/run_suite.hpp"
#include "runner/selection.hpp"
#include "source/user_error.hpp"
#include "wiring/embedded_mock.hpp"
#include "wiring/files.hpp"
#include "wiring/interruption.hpp"
#include "wiring/merge_results.hpp"
#include "wiring/mock_probe.hpp"
#include "wiring/plan_text.hpp"
#include "wiring/report_output.hpp"
#include "wiring/result_file.hpp"
#include "wiring/terminal.hpp"
#include "wiring/version.hpp"

namespace confab::cli {
namespace {

/// What there is to play, against where.
struct Suite {
  spec::Vendor vendor;
  std::vector<scenarios::Scenario> scenarios;
  spec::Creations creations;
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

std::vector<std::string> labels_of(const CheckOptions& options, const Knowledge& knowledge,
                                   const std::optional<DeploymentSource>& source) {
  if (!source) return knowledge.expand(options.vendor, options.contract);
  if (options.vendor != "all") return {described_contract(*source, knowledge, options.vendor, options.contract)};
  throw source::UserError({}, "a deployment file describes a deployment of one vendor", "Name that vendor instead of all.");
}

std::vector<Suite> load_suites(const CheckOptions& options, const std::optional<DeploymentSource>& source) {
  const Knowledge knowledge(options.folders);
  std::vector<Suite> suites;
  std::vector<spec::Vendor> vendors;
  for (const std::string& name : labels_of(options, knowledge, source)) {
    vendors.push_back(knowledge.vendor(name));
    suites.push_back({vendors.back(), knowledge.scenarios(vendors.back()), knowledge.creations(vendors.back()), {}});
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

void aim_by_file(std::vector<Suite>& suites, const CheckOptions& options, const DeploymentSource& source) {
  const Secrets secrets = only_plans(options) ? Secrets::left_alone : Secrets::fetched;
  for (Suite& suite : suites) {
    const DeploymentFile file = read_deployment(source, suite.vendor, suite.scenarios);
    suite.deployment = described_deployment(suite.vendor, file, options.target, secrets);
    conformance::apply_patience(suite.scenarios, suite.deployment.limits);
  }
}

void warn_of_insecurity(const std::vector<Suite>& suites) {
  for (const Suite& suite : suites) {
    const conformance::Deployment& deployment = suite.deployment;
    if (deployment.verify_tls || !deployment.base_url.starts_with("https")) continue;
    print(
        fmt::format("WARNING: the certificate of {} is not verified. Whoever stands on the way can read and change what is "
                    "sent, the credentials included.\n",
                    deployment.base_url),
        stderr);
  }
}

/// Fills in the deployments. The mock, if one was started, lives as long as the result.
std::unique_ptr<EmbeddedMock> aim(std::vector<Suite>& suites, const CheckOptions& options,
                                  const std::optional<DeploymentSource>& source) {
  if (source) {
    aim_by_file(suites, options, *source);
    return nullptr;
  }
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
  run_options.run_id = conformance::fresh_run_id();
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
    runs.push_back(
        {&suite.vendor, &suite.scenarios, &suite.deployment, narrowed(run_options, suite, suites), &suite.creations});
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

/// What is created in the mock inside this process goes with it.
std::unique_ptr<conformance::Ledger> start_ledger(const CheckOptions& options, const std::string& run_id) {
  if (options.no_ledger && !options.ledger.empty())
    throw source::UserError({}, "--ledger and --no-ledger exclude each other", "Leave one of them out.");
  if (only_plans(options) || (options.target.url.empty() && options.ledger.empty())) return nullptr;
  if (options.no_ledger) return std::make_unique<conformance::Ledger>();
  const std::string path = options.ledger.empty() ? fmt::format("confab-ledger-{}.jsonl", run_id) : options.ledger;
  return std::make_unique<conformance::Ledger>(path, conformance::Ledger::File::fresh);
}

void close_ledger(conformance::Ledger* ledger, reports::RunResult& result) {
  if (ledger == nullptr) return;
  if (!reports::littered(result)) ledger->remove_file();
  result.ledger = ledger->path();
}

}  // namespace

int run_check(const CheckOptions& options) {
  const Interruption interruption;
  ReportOutputs outputs(options.reports);
  std::optional<DeploymentSource> source;
  if (!options.target.file.empty()) source = DeploymentSource::load(options.target.file);
  std::vector<Suite> suites = load_suites(options, source);
  const reports::Baseline baseline = load_baseline(options);
  const reports::SeenToFail kills = read_kills(options.kills, version());
  conformance::RunOptions run_options = run_options_of(options);
  const std::unique_ptr<conformance::Ledger> ledger = start_ledger(options, run_options.run_id);
  run_options.ledger = ledger.get();
  run_options.interruption = &interruption.asked();
  const std::unique_ptr<EmbeddedMock> mock = aim(suites, options, source);
  std::vector<conformance::Deployment*> deployments;
  for (Suite& suite : suites) deployments.push_back(&suite.deployment);
  share_secrets(deployments);
  warn_of_insecurity(suites);
  if (only_plans(options)) return print_plans(suites, options, run_options);

  reports::RunResult result = play(suites, run_options);
  close_ledger(ledger.get(), result);
  result.options = repeat_options(options);
  baseline.mark(result);
  kills.mark(result);
  outputs.write(result);
  std::FILE* const console = outputs.use_stdout() ? stderr : stdout;
  print(reports::render_console(result, {.colour = wants_colour(console, options.no_color), .verbose = options.verbose}),
        console);
  return result.interrupted ? interruption.exit_status() : reports::exit_status(result);
}

}  // namespace confab::cli
