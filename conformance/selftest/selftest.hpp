// The suite proves itself: every judgement is seen to fail, on a deviation made for it, and none under a variation.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "client/deployment.hpp"
#include "kills/kill_matrix.hpp"
#include "loader/scenario.hpp"
#include "model/vendor.hpp"

namespace confab::conformance {

/// A Confab mock that deviates where the header `Confab-Deviate` tells it to. One thread at a time.
class DeviantMock {
 public:
  virtual ~DeviantMock() = default;
  [[nodiscard]] virtual const Deployment& deployment() const = 0;
  /// Forgets everything that was created.
  virtual void reset() = 0;
  /// On every exchange from now on, those included that are refused before their header is read; empty: no more.
  virtual void deviate(const std::string& deviation) = 0;
};

struct SelftestOptions {
  std::function<std::unique_ptr<DeviantMock>()> start;  // from any thread
  std::vector<std::string> variations;                  // to play the whole suite under, one after the other
  std::vector<std::string> only;                        // globs over clause ids; empty: every clause, and the variations
  std::size_t jobs = 8;
  /// Called from any thread, never from two at once.
  std::function<void(std::size_t done, std::size_t total, const std::string& what)> on_progress;
};

/// Plays the plain suite, then for each clause deviations of the exchanges on which it was judged, until one turns it red
/// through the check that passed before; one that turns nothing else red is preferred. Then the variations. Throws UserError
/// for a glob that matches nothing.
[[nodiscard]] reports::KillMatrix selftest(const spec::Vendor& vendor, const std::vector<scenarios::Scenario>& scenarios,
                                           const SelftestOptions& options);

}  // namespace confab::conformance
