#include "commands/selftest.hpp"

#include <algorithm>
#include <atomic>
#include <memory>
#include <mutex>
#include <optional>

#include "faults/deviations.hpp"
#include "runner/run_together.hpp"
#include "runner/selection.hpp"
#include "selftest/selftest.hpp"
#include "source/user_error.hpp"
#include "wiring/embedded_mock.hpp"
#include "wiring/files.hpp"
#include "wiring/target.hpp"
#include "wiring/terminal.hpp"
#include "wiring/version.hpp"

namespace confab::cli {
namespace {

class DeviantEmbeddedMock final : public conformance::DeviantMock {
 public:
  DeviantEmbeddedMock(const spec::Vendor& vendor, const std::vector<scenarios::Scenario>& scenarios)
      : mock_({mock::ServedVendor{vendor, scenarios, {}}}),
        deployment_(mock_deployment(vendor, mock_.base_url(vendor.label()) + first_mount(vendor), "selftest", {})) {}

  [[nodiscard]] const conformance::Deployment& deployment() const override { return deployment_; }
  void reset() override { mock_.reset(); }
  void deviate(const std::string& deviation) override { mock_.deviate(deviation); }

 private:
  EmbeddedMock mock_;
  conformance::Deployment deployment_;
};

std::vector<std::string> variation_names() {
  std::vector<std::string> names;
  for (const mock::DeviationRow& row : mock::variations()) names.emplace_back(row.name);
  return names;
}

/// The contracts side by side: most of a hunt is waiting for what does not come.
struct Proof {
  spec::Vendor vendor;
  std::vector<scenarios::Scenario> scenarios;
  reports::KillMatrix matrix = {};
};

/// One line for all of them.
class SharedProgress {
 public:
  void show(std::size_t done, std::size_t total, const std::string& what) {
    const std::lock_guard lock(mutex_);
    line_.show(done, total, what);
  }

 private:
  std::mutex mutex_;
  ProgressLine line_;
};

reports::KillMatrix prove(const Proof& proof, const SelftestOptions& options, SharedProgress& progress) {
  const auto& [vendor, scenarios, matrix] = proof;
  conformance::SelftestOptions how;
  how.start = [&proof] { return std::make_unique<DeviantEmbeddedMock>(proof.vendor, proof.scenarios); };
  how.variations = variation_names();
  how.only = options.only;
  how.jobs = options.jobs;
  how.on_progress = [&](std::size_t done, std::size_t total, const std::string& what) { progress.show(done, total, what); };
  return conformance::selftest(vendor, scenarios, how);
}

void prove_all(std::vector<Proof>& proofs, const SelftestOptions& options) {
  SharedProgress progress;
  std::atomic<std::size_t> next = 0;
  conformance::run_together(proofs.size(), proofs.size(), [&] {
    for (std::size_t at = next++; at < proofs.size(); at = next++) proofs[at].matrix = prove(proofs[at], options, progress);
  });
}

bool named_in(const spec::Vendor& vendor, const std::vector<std::string>& only) {
  return only.empty() || std::any_of(vendor.clauses.begin(), vendor.clauses.end(), [&](const spec::Clause& clause) {
           return std::any_of(only.begin(), only.end(),
                              [&](const std::string& glob) { return conformance::glob_matches(glob, clause.id); });
         });
}

}  // namespace

int run_selftest(const SelftestOptions& options) {
  const Knowledge knowledge(options.folders);
  std::optional<OutputFile> file;
  if (!options.json.empty()) file.emplace(options.json);
  std::vector<Proof> proofs;
  for (const std::string& label : knowledge.expand(options.vendor, options.contract)) {
    const spec::Vendor vendor = knowledge.vendor(label);
    if (named_in(vendor, options.only)) proofs.push_back({vendor, knowledge.scenarios(vendor)});
  }
  if (proofs.empty()) throw source::UserError({}, "--only names no clause", "`confab list clauses` shows them.");
  prove_all(proofs, options);
  source::Json matrices = source::Json::array();
  bool proved = true;
  for (const auto& [vendor, scenarios, matrix] : proofs) {
    if (options.json != "-") print(reports::render_text(matrix, options.verbose));
    matrices.push_back(reports::to_json(matrix));
    proved = proved && reports::complete(matrix);
  }
  if (file) file->write(source::Json({{"confab", version()}, {"vendors", std::move(matrices)}}).dump(1) + "\n");
  return proved ? 0 : 1;
}

}  // namespace confab::cli
