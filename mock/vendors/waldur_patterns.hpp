// The patterns of Waldur's input guard: personal data, credentials, and attempts to turn the model around.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "vendors/waldur_guard.hpp"

namespace confab::mock::waldur {

struct Match {
  std::string_view category;
  Action action = Action::flag;  // of personal data: its tier
  double score = 0;              // of an injection, or the confidence in personal data
  std::size_t begin = 0, end = 0;
};

/// Every match of every pattern of that kind. May throw std::exception for texts that are too much for a pattern.
[[nodiscard]] std::vector<Match> find_injections(std::string_view text);
/// Only what is certain enough for its tier, in order of position, none overlapping another.
[[nodiscard]] std::vector<Match> find_personal_data(std::string_view text);

}  // namespace confab::mock::waldur
