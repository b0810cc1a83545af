#include "source/nearest_word.hpp"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "source/ascii.hpp"

namespace confab::source {
namespace {

// Longer than any word we know: comparing it would only cost time.
constexpr std::size_t kLongestWord = 100;
// A list that no longer fits a glance does not help.
constexpr std::size_t kMostListed = 16;

// Optimal string alignment: insert, delete, replace, swap two neighbours.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_previous;
  std::vector<std::size_t> previous(b.size() + 1);
  std::iota(previous.begin(), previous.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::vector<std::size_t> current(b.size() + 1);
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      current[j] = std::min({previous[j] + 1, current[j - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) current[j] = std::min(current[j], before_previous[j - 2] + 1);
    }
    before_previous = std::exchange(previous, std::move(current));
  }
  return previous[b.size()];
}

}  // namespace

std::optional<std::string> nearest_word(std::string_view given, std::span<const std::string> known) {
  if (given.empty() || given.size() > kLongestWord) return std::nullopt;
  // A third of the letters wrong is a slip; more is another word.
  std::size_t best = std::max<std::size_t>(1, given.size() / 3) + 1;
  std::optional<std::string> nearest;
  for (const std::string& word : known) {
    if (word.size() > kLongestWord) continue;
    const std::size_t apart = distance(to_lower(given), to_lower(word));
    // "on" is one replaced letter away from "in", but so is everything that short.
    if (apart >= best || apart >= std::max(given.size(), word.size())) continue;
    best = apart;
    nearest = word;
  }
  return nearest;
}

std::string suggest(std::string_view given, std::span<const std::string> known) {
  if (const auto nearest = nearest_word(given, known)) return "Did you mean \"" + *nearest + "\"?";
  if (known.empty()) return {};
  std::string list = "Known: ";
  const std::size_t listed = std::min(known.size(), kMostListed);
  for (std::size_t i = 0; i < listed; ++i) list += (i == 0 ? "" : ", ") + known[i];
  if (listed < known.size()) list += " and " + std::to_string(known.size() - listed) + " more";
  return list + ".";
}

}  // namespace confab::source
