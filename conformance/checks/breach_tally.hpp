// Collects the breaches of one check into one finding.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "checks/finding.hpp"
#include "client/frame.hpp"

namespace confab::conformance {

class BreachTally {
 public:
  explicit BreachTally(std::string_view check) : finding_{std::string(check), true, {}, {}} {}

  void breach(std::string expected, std::string actual);
  /// The first breach, with "(and N more)"; holds if there was none.
  [[nodiscard]] Finding take() const;

 private:
  Finding finding_;
  std::size_t count_ = 0;
};

/// "frame 4 (TEXT_MESSAGE_CONTENT, id 41)"; frames count from 0 everywhere.
[[nodiscard]] std::string describe(const Frame& frame, std::size_t index);

/// At most `limit` bytes of a text, cut between code points, with its size if it was longer.
[[nodiscard]] std::string excerpt(std::string_view text, std::size_t limit = 160);

/// The same of a value's compact JSON.
[[nodiscard]] std::string excerpt_json(const source::Json& value, std::size_t limit = 160);

/// "A, B or C".
[[nodiscard]] std::string any_of(const std::vector<std::string>& words);

}  // namespace confab::conformance
