#include "result/verdict.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "source/invariant.hpp"

namespace confab::reports {
namespace {

constexpr std::array<std::string_view, 8> kWords = {"untested", "skip",       "pass", "info",
                                                    "warn",     "untestable", "fail", "error"};

}  // namespace

std::string_view to_string(Verdict verdict) {
  const auto index = static_cast<std::size_t>(verdict);
  source::invariant(index < kWords.size(), "a verdict has a word");
  return kWords[index];
}

std::optional<Verdict> parse_verdict(std::string_view word) {
  const auto* found = std::find(kWords.begin(), kWords.end(), word);
  if (found == kWords.end()) return std::nullopt;
  return static_cast<Verdict>(found - kWords.begin());
}

}  // namespace confab::reports
