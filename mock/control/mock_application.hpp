// The mock above the socket: vendors, control interface and journal behind one `Application`.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/prompt_book.hpp"
#include "engine/scheduler.hpp"
#include "faults/deviations.hpp"
#include "loader/scenario.hpp"
#include "model/vendor.hpp"
#include "routing/application.hpp"
#include "vendors/vendors.hpp"

namespace confab::mock {

/// A vendor's contract and the scenarios its agent knows by heart.
struct ServedVendor {
  spec::Vendor vendor;
  std::vector<scenarios::Scenario> scenarios;
  PromptBook::Load recall = {};    // instead of `scenarios`: loads them when the first message comes; from any thread
  const VendorRow* row = nullptr;  // who plays it; none: the one of its name. Must outlive the application
};

struct MockSettings {
  std::string version = {};                // shown by /_confab/health
  std::optional<std::uint64_t> seed = {};  // none: random ids and the real clock
  double pace = 1;                         // scales every delay a script asks for; 0: none
  bool control = true;                     // whether /_confab/ exists; hand in false unless on loopback or asked for
  /// Judge our own answers and frames; none: as the build was configured (CONFAB_SELF_CHECK).
  std::optional<bool> self_check = {};
  DeviationList deviations = {};  // committed on every exchange, until /_confab/deviations says otherwise
  bool prefixed = false;          // also a single vendor is served under its name
};

/// One vendor is served at the root unless `prefixed`, several each under "/<vendor>". Thread-safe: each vendor's engine has
/// its own mutex, and so has the journal. `scheduler` must outlive the last call of `answer`; its tasks may outlive this
/// object.
class MockApplication final : public Application {
 public:
  /// Throws UserError for a vendor the mock cannot play, or one with an operation it does not know.
  MockApplication(std::vector<ServedVendor> vendors, MockSettings settings, Scheduler& scheduler);
  ~MockApplication() override;

  [[nodiscard]] Reply answer(const Request& request) override;
  [[nodiscard]] Reply refuse(const Refusal& refusal, std::string_view path) override;
  [[nodiscard]] std::optional<std::uint64_t> body_limit(std::string_view path) const override;

  /// In place of what deviated before, as /_confab/deviations does it.
  void deviate(DeviationList list);
  /// Drops every conversation and the journal and starts ids and (with a seed) time anew. Open streams end.
  void reset();
  /// Ends every open stream, and every stream opened from now on, cleanly; requests are still answered.
  void stop();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace confab::mock
