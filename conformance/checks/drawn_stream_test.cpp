#include "checks/drawn_stream.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "framework/catch.hpp"

namespace confab::conformance::drawn {
namespace {

using derivative::after;
using derivative::Language;
using derivative::shortest;

// Enough for lanes to cross; more only make streams longer.
constexpr std::size_t kMostKeys = 4;

/// Where a stream stands that is being drawn.
class Drawing {
 public:
  Drawing(const Rules& rules, Random& random) : rules_(rules), random_(random), run_(rules.run) {
    may_cut_ = random() % 3 == 0;
  }

  [[nodiscard]] const Stream& stream() const { return stream_; }
  [[nodiscard]] bool complete() const {
    if (!rules_.terminals.empty()) return !stream_.empty() && rules_.terminals.contains(stream_.back().name);
    return derivative::takes_empty(run_) && all_complete(lanes_);
  }

  /// Any frame that may come; terminals only when nothing else does.
  bool wander() {
    const std::vector<Step> steps = moves();
    std::vector<Step> others;
    std::copy_if(steps.begin(), steps.end(), std::back_inserter(others),
                 [&](const Step& step) { return !rules_.terminals.contains(step.name); });
    return take_one_of(others.empty() ? steps : others);
  }

  /// One of the frames that bring the end nearest.
  bool hurry() {
    std::vector<Step> best;
    std::size_t least = 0;
    for (const Step& step : moves()) {
      const std::size_t cost = cost_after(step);
      if (best.empty() || cost < least) best.clear();
      if (!best.empty() && cost > least) continue;
      least = cost;
      best.push_back(step);
    }
    return take_one_of(best);
  }

 private:
  using LaneId = std::pair<std::size_t, std::string>;
  using Lanes = std::map<LaneId, Language>;

  static bool all_complete(const Lanes& lanes) {
    return std::all_of(lanes.begin(), lanes.end(), [](const auto& row) { return derivative::takes_empty(row.second); });
  }

  std::string any_key(const std::string& pointer) {
    std::set<std::string>& known = keys_[pointer];
    const std::size_t at = random_() % std::min(known.size() + 1, kMostKeys);
    if (at < known.size()) return *std::next(known.begin(), static_cast<std::ptrdiff_t>(at));
    return fmt::format("00000000-0000-4000-8000-0000000000{:02}", known.size() + 1);
  }

  Step with_keys(const std::string& name) {
    Step step{name, {}, 0};
    for (const LaneRule& lane : rules_.lanes) {
      if (!lane.key.empty() && lane.names.contains(name) && !step.keys.contains(lane.key))
        step.keys[lane.key] = any_key(lane.key);
    }
    return step;
  }

  /// The lanes that `step` moves, and where to; none if one of them does not allow it.
  [[nodiscard]] std::optional<Lanes> moved(const Step& step) const {
    Lanes moved;
    for (std::size_t i = 0; i < rules_.lanes.size(); ++i) {
      const LaneRule& lane = rules_.lanes[i];
      if (!lane.names.contains(step.name)) continue;
      const LaneId id{i, lane.key.empty() ? "" : step.keys.at(lane.key)};
      const auto here = lanes_.find(id);
      const Language rest = after(here == lanes_.end() ? lane.order : here->second, step.name);
      if (!shortest(rest)) return std::nullopt;
      moved[id] = rest;
    }
    return moved;
  }

  [[nodiscard]] bool may_come(const Step& step) const {
    if (!shortest(after(run_, step.name))) return false;
    std::optional<Lanes> lanes = moved(step);
    if (!lanes) return false;
    if (!rules_.terminals.contains(step.name)) return true;
    if (!derivative::takes_empty(after(run_, step.name))) return false;
    if (rules_.cut_by.contains(step.name) && may_cut_) return true;
    lanes->insert(lanes_.begin(), lanes_.end());
    return all_complete(*lanes);
  }

  std::vector<Step> moves() {
    std::vector<Step> steps;
    for (const std::string& name : rules_.names) {
      for (int attempt = 0; attempt < 3; ++attempt) {  // with other keys
        const Step step = with_keys(name);
        if (may_come(step)) steps.push_back(step);
        if (step.keys.empty()) break;
      }
    }
    return steps;
  }

  [[nodiscard]] std::size_t cost_after(const Step& step) const {
    if (rules_.terminals.contains(step.name)) return 0;
    Lanes lanes = moved(step).value();
    lanes.insert(lanes_.begin(), lanes_.end());
    std::size_t cost = *shortest(after(run_, step.name));
    for (const auto& [id, rest] : lanes) cost += *shortest(rest);
    return cost;
  }

  bool take_one_of(const std::vector<Step>& steps) {
    if (steps.empty()) return false;
    Step step = steps[random_() % steps.size()];
    const Lanes rests = moved(step).value();
    for (const auto& [id, rest] : rests) lanes_[id] = rest;
    for (const auto& [pointer, key] : step.keys) keys_[pointer].insert(key);
    run_ = after(run_, step.name);
    step.id = (stream_.empty() ? 0 : stream_.back().id) + 1 + static_cast<int>(random_() % 3);
    stream_.push_back(std::move(step));
    return true;
  }

  const Rules& rules_;
  Random& random_;
  bool may_cut_ = false;
  Language run_;
  Lanes lanes_;
  std::map<std::string, std::set<std::string>> keys_;  // by pointer
  Stream stream_;
};

}  // namespace

Stream draw(const Rules& rules, std::size_t length, Random& random) {
  for (int attempt = 0; attempt < 100; ++attempt) {
    Drawing drawing(rules, random);
    bool alive = true;
    while (alive && drawing.stream().size() < length && !(drawing.complete() && random() % 8 == 0)) alive = drawing.wander();
    alive = true;
    while (alive && !drawing.complete() && drawing.stream().size() < length + 40) alive = drawing.hurry();
    if (drawing.complete()) return drawing.stream();
  }
  FAIL("no stream can be drawn");
  return {};
}

}  // namespace confab::conformance::drawn

using namespace confab::conformance;

TEST_CASE("drawn streams are legal, of many kinds, and the same for the same seed") {
  confab::spec::StreamSpec spec;
  for (const char* name : {"RUN", "S", "C", "E", "OK", "CUT"}) spec.frames[name] = "";
  spec.run = confab::automaton::Expression::parse("RUN (S | C | E)* (OK | CUT)").value();
  spec.lanes = {{"text", "/m", confab::automaton::Expression::parse("S C* E").value(), false}};
  spec.terminals = {"OK", "CUT"};
  spec.cut_by = {"CUT"};
  spec.id.increasing = true;
  const drawn::Rules rules = drawn::rules_of(spec);
  std::set<std::string> seen;
  for (unsigned seed = 1; seed <= 200; ++seed) {
    drawn::Random random(seed), again(seed);
    const drawn::Stream stream = drawn::draw(rules, 12, random);
    INFO(drawn::shown(stream));
    REQUIRE(drawn::is_legal(rules, stream));
    REQUIRE(drawn::shown(drawn::draw(rules, 12, again)) == drawn::shown(stream));
    seen.insert(drawn::shown(stream));
  }
  CHECK(seen.size() > 150);
}
