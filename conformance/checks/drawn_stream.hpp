// For the tests: streams drawn by chance from a stream.yaml, and single edits of them.
#pragma once

#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "checks/derivative.hpp"
#include "model/stream_spec.hpp"

namespace confab::conformance::drawn {

using Random = std::mt19937;

/// One frame to be: its name, the keys of the lanes it belongs to (by the pointer where they stand), its id.
struct Step {
  std::string name;
  std::map<std::string, std::string> keys;
  int id = 0;
};
using Stream = std::vector<Step>;

struct LaneRule {
  std::string name, key;
  derivative::Language order;
  std::set<std::string> names;
};

/// What a stream.yaml says about order, read anew from its texts.
struct Rules {
  derivative::Language run;
  std::vector<LaneRule> lanes;
  std::set<std::string> names, terminals, cut_by;
  bool ids_increase = false;
};
[[nodiscard]] Rules rules_of(const spec::StreamSpec& spec);

/// The brute-force judge: names are known, ids increase, the run is a word of its expression, one terminal frame comes last,
/// and each lane is a word of its own (or the beginning of one, where the terminal cuts).
[[nodiscard]] bool is_legal(const Rules& rules, const Stream& stream);

/// A legal stream of about `length` frames: its lanes shuffled, ids with gaps.
[[nodiscard]] Stream draw(const Rules& rules, std::size_t length, Random& random);

/// One edit of a stream that may be empty; `what` is told in words. Half of the edited streams get new ids, so that order is
/// all that can be wrong with them.
struct Mutant {
  Stream stream;
  std::string what;
};
[[nodiscard]] Mutant edit(const Rules& rules, Stream stream, Random& random);

/// "START(m1)#1 END(m1)#2"
[[nodiscard]] std::string shown(const Stream& stream);

}  // namespace confab::conformance::drawn
