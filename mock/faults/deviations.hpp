// From what the user writes to the deviations that act on an exchange.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "faults/deviation.hpp"

namespace confab::mock {

/// The request header that switches deviations on for one exchange.
inline constexpr std::string_view kDeviateHeader = "Confab-Deviate";

/// A deviation and the exchanges it is for: those of `operation`, of `method`, whose query has `query`, that answer
/// `status`.
class AimedDeviation {
 public:
  /// NAME[:key=value[,key=value…]], values percent-encoded where they hold a comma, a semicolon or a percent sign. Throws
  /// UserError, with the nearest word, for a name or key that is none.
  explicit AimedDeviation(std::string_view text);

  [[nodiscard]] bool concerns(const Request& request, const Asked& asked) const;
  [[nodiscard]] bool concerns(const Reply& reply) const;
  [[nodiscard]] const Deviation& deviation() const { return *deviation_; }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_, operation_, method_, query_;
  int status_ = 0;  // 0: any
  std::unique_ptr<Deviation> deviation_;
};

using DeviationList = std::vector<std::shared_ptr<const AimedDeviation>>;

/// Several, one after the other: "A:x=1;B". Throws UserError.
[[nodiscard]] DeviationList parse_deviations(std::string_view text);

/// Those that are on for every exchange. Guarded by a mutex of its own; readers take a list that does not change any more.
class SwitchedOn {
 public:
  void set(DeviationList list);
  [[nodiscard]] std::shared_ptr<const DeviationList> get() const;
  [[nodiscard]] bool any() const { return any_; }

 private:
  std::atomic<bool> any_ = false;  // spares the lock where nothing deviates
  mutable std::mutex mutex_;
  std::shared_ptr<const DeviationList> list_ = std::make_shared<const DeviationList>();
};

/// Every row there is: breaches first.
[[nodiscard]] std::vector<DeviationRow> all_deviations();

}  // namespace confab::mock
