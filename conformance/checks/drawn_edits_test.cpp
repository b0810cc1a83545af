// Single edits of drawn streams, one small function each.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "checks/drawn_stream.hpp"
#include "framework/catch.hpp"

namespace confab::conformance::drawn {
namespace {

constexpr const char* kOtherKey = "00000000-0000-4000-8000-000000000099";

std::size_t anywhere(const Stream& stream, Random& random) {
  return random() % stream.size();
}

std::ptrdiff_t offset(std::size_t at) {
  return static_cast<std::ptrdiff_t>(at);
}

template <typename Set>
std::string any_of(const Set& names, Random& random) {
  return *std::next(names.begin(), offset(random() % names.size()));
}

/// Every key that stands at `pointer` in the stream, and one that does not.
std::set<std::string> keys_at(const std::string& pointer, const Stream& stream) {
  std::set<std::string> keys = {kOtherKey};
  for (const Step& step : stream) {
    if (const auto key = step.keys.find(pointer); key != step.keys.end()) keys.insert(key->second);
  }
  return keys;
}

std::string drop(const Rules&, Stream& stream, Random& random) {
  const std::size_t at = anywhere(stream, random);
  stream.erase(stream.begin() + offset(at));
  return fmt::format("frame {} dropped", at);
}

std::string duplicate(const Rules&, Stream& stream, Random& random) {
  const std::size_t at = anywhere(stream, random);
  stream.insert(stream.begin() + offset(at), Step(stream[at]));
  return fmt::format("frame {} doubled", at);
}

std::string swap(const Rules&, Stream& stream, Random& random) {
  const std::size_t a = anywhere(stream, random), b = anywhere(stream, random);
  std::swap(stream[a], stream[b]);
  return fmt::format("frames {} and {} swapped", a, b);
}

std::string rename(const Rules& rules, Stream& stream, Random& random) {
  const std::size_t at = anywhere(stream, random);
  Step& step = stream[at];
  step.name = random() % 8 == 0 ? "UNHEARD_OF" : any_of(rules.names, random);
  std::map<std::string, std::string> keys;
  for (const LaneRule& lane : rules.lanes) {
    if (lane.key.empty() || !lane.names.contains(step.name)) continue;
    const auto kept = step.keys.find(lane.key);
    keys[lane.key] = kept != step.keys.end() ? kept->second : any_of(keys_at(lane.key, stream), random);
  }
  step.keys = keys;
  return fmt::format("frame {} renamed {}", at, step.name);
}

std::string other_key(const Rules&, Stream& stream, Random& random) {
  std::vector<std::size_t> keyed;
  for (std::size_t i = 0; i < stream.size(); ++i) {
    if (!stream[i].keys.empty()) keyed.push_back(i);
  }
  if (keyed.empty()) return {};
  const std::size_t at = keyed[random() % keyed.size()];
  const std::string pointer = stream[at].keys.begin()->first;
  stream[at].keys[pointer] = any_of(keys_at(pointer, stream), random);
  return fmt::format("frame {} with another {}", at, pointer);
}

std::string terminal_doubled(const Rules& rules, Stream& stream, Random& random) {
  Step step = stream.back();
  if (!rules.terminals.empty() && random() % 2 == 0) step.name = any_of(rules.terminals, random);
  ++step.id;
  stream.push_back(step);
  return "one more " + step.name + " after the last frame";
}

std::string terminal_missing(const Rules&, Stream& stream, Random&) {
  stream.pop_back();
  return "the last frame is missing";
}

std::string terminal_early(const Rules&, Stream& stream, Random& random) {
  const std::size_t at = anywhere(stream, random);
  std::rotate(stream.begin() + offset(at), stream.end() - 1, stream.end());
  return fmt::format("the last frame comes as frame {}", at);
}

constexpr std::array kEdits = {drop, duplicate, swap, rename, other_key, terminal_doubled, terminal_missing, terminal_early};

}  // namespace

Mutant edit(const Rules& rules, Stream stream, Random& random) {
  if (stream.empty()) return {stream, "nothing to edit"};
  std::string what;
  while (what.empty()) what = kEdits[random() % kEdits.size()](rules, stream, random);
  if (random() % 2 == 0) {
    for (std::size_t i = 0; i < stream.size(); ++i) stream[i].id = static_cast<int>(i) + 1;
    what += ", ids counted anew";
  }
  return {stream, what};
}

}  // namespace confab::conformance::drawn

using namespace confab::conformance;

TEST_CASE("edits of every kind come up, and each changes one thing") {
  drawn::Rules rules;
  rules.names = {"A", "B", "END"};
  rules.terminals = {"END"};
  rules.lanes = {{"lane", "/m", derivative::parse("A B"), {"A", "B"}}};
  const drawn::Stream stream = {{"A", {{"/m", "m1"}}, 1}, {"B", {{"/m", "m1"}}, 2}, {"END", {}, 3}};
  std::set<std::string> kinds;
  drawn::Random random(1);
  for (int round = 0; round < 300; ++round) {
    const drawn::Mutant mutant = drawn::edit(rules, stream, random);
    kinds.insert(mutant.what.substr(mutant.what.find_first_not_of("frame 0123456789"), 6));
    const auto more = static_cast<std::ptrdiff_t>(mutant.stream.size()) - static_cast<std::ptrdiff_t>(stream.size());
    CHECK(std::abs(more) <= 1);
  }
  CHECK(kinds.size() >= 8);
}
