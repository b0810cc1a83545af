// The frames keep the run and the lanes; one terminal frame, and nothing after it.

#include <algorithm>
#include <map>

#include "checks/breach_tally.hpp"
#include "checks/order_texts.hpp"
#include "checks/stream_checks.hpp"

namespace confab::conformance {
namespace {

const source::Json kNoPayload;

/// The checks that have something to say: a lane of which no frame came proves nothing.
std::map<std::string, BreachTally> tallies_for(const StreamView& stream) {
  std::map<std::string, BreachTally> tallies;
  const auto add = [&](const std::string& id) { tallies.emplace(id, BreachTally(id)); };
  const auto came = [&](auto holds) { return std::any_of(stream.frames.begin(), stream.frames.end(), holds); };
  if (!stream.frames.empty()) add("stream.order.run");
  if (stream.complete || came([&](const Frame& frame) { return stream.spec.is_terminal(frame.name); }))
    add("stream.terminal");
  for (const spec::Lane& lane : stream.spec.lanes) {
    if (came([&](const Frame& frame) { return lane.order.mentions(frame.name); })) add("stream.order." + lane.name);
  }
  return tallies;
}

}  // namespace

std::vector<Finding> check_order(const StreamView& stream) {
  if (!stream.from_start) return {};
  auto tallies = tallies_for(stream);
  const auto tell = [&](const std::vector<automaton::OrderBreach>& breaches) {
    for (const automaton::OrderBreach& breach : breaches) {
      const std::string id = order_check_id(breach);
      tallies.try_emplace(id, id).first->second.breach(order_expected(breach), breach.why);
    }
  };
  automaton::StreamOrder order(stream.spec, stream.runs);
  const auto feed = [&](const Frame& frame) {
    return order.on_frame(frame.name, frame.payload ? *frame.payload : kNoPayload);
  };
  for (const Frame& frame : stream.before) (void)feed(frame);  // judged where it was read
  for (const Frame& frame : stream.frames) tell(feed(frame));
  tell(order.at_end(stream.complete));

  std::vector<Finding> findings;
  for (const auto& [id, tally] : tallies) findings.push_back(tally.take());
  return findings;
}

}  // namespace confab::conformance
