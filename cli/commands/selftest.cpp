#include "commands/selftest.hpp"

#include <algorithm>
#include <memory>
#include <optional>

#include "faults/deviations.hpp"
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

reports::KillMatrix prove(const Knowledge& knowledge, const std::string& label, const SelftestOptions& options) {
  const spec::Vendor vendor = knowledge.vendor(label);
  const std::vector<scenarios::Scenario> scenarios = knowledge.scenarios(vendor);
  ProgressLine progress;
  conformance::SelftestOptions how;
  how.start = [&] { return std::make_unique<DeviantEmbeddedMock>(vendor, scenarios); };
  how.variations = variation_names();
  how.only = options.only;
  how.jobs = options.jobs;
  how.on_progress = [&](std::size_t done, std::size_t total, const std::string& what) { progress.show(done, total, what); };
  return conformance::selftest(vendor, scenarios, how);
}

bool named_in(const spec::Vendor& vendor, const std::vector<std::string>& only) {
  return only.empty() || std::any_of(vendor.clauses.begin(), vendor.clauses.end(), [&](const spec::Clause& clause) {
    return std::any_of(only.begin(), only.end(), [&](const std::string& glob) { return conformance::glob_matches(glob, clause.id); });
  });
}

}  // namespace

int run_selftest(const SelftestOptions& options) {
  const Knowledge knowledge(options.folders);
  std::optional<OutputFile> file;
  if (!options.json.empty()) file.emplace(options.json);
  source::Json matrices = source::Json::array();
  bool proved = true;
  for (const std::string& label : knowledge.expand(options.vendor, options.contract)) {
    if (!named_in(knowledge.vendor(label), options.only)) continue;
    const reports::KillMatrix matrix = prove(knowledge, label, options);
    if (options.json != "-") print(reports::render_text(matrix, options.verbose));
    matrices.push_back(reports::to_json(matrix));
    proved = proved && reports::complete(matrix);
  }
  if (matrices.empty()) throw source::UserError({}, "--only names no clause", "`confab list clauses` shows them.");
  if (file) file->write(source::Json({{"confab", version()}, {"vendors", std::move(matrices)}}).dump(1) + "\n");
  return proved ? 0 : 1;
}

}  // namespace confab::cli
