#include "automaton/stream_order.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "automaton/order_words.hpp"
#include "model/stream_spec.hpp"

namespace confab::automaton {
namespace {

std::optional<std::string> key_at(const source::Json& payload, std::string_view pointer) {
  const source::Json* found = source::find(payload, pointer);
  if (found == nullptr || found->is_null()) return std::nullopt;
  return found->is_string() ? found->get<std::string>() : source::render_json(*found);
}

}  // namespace

StreamOrder::StreamOrder(const spec::StreamSpec& spec, Runs runs) : spec_(spec), runs_(runs), run_(spec.run) {}

std::vector<OrderBreach> StreamOrder::on_frame(std::string_view name, const source::Json& payload) {
  Breaches breaches;
  const bool documented = spec_.frames.contains(name);
  if (ended_ && runs_ == Runs::one) {
    if (!overrun_) {
      breaches.push_back({count_,
                          std::string(name),
                          "terminal",
                          "",
                          {},
                          fmt::format("{} came after {}, which ends the stream.", frame_words(name, count_),
                                      frame_words(last_.name, last_.frame))});
    }
    overrun_ = true;
  } else if (documented) {
    if (ended_) start_run();
    step_run(name, breaches);
    step_lanes(name, payload, breaches);
    if (spec_.is_terminal(name)) end_run(name, breaches);
    last_ = {std::string(name), count_};
  }
  ++count_;
  return breaches;
}

void StreamOrder::start_run() {
  run_ = Matcher(spec_.run);
  run_broken_ = false;
  ended_ = false;
}

void StreamOrder::step_run(std::string_view name, Breaches& breaches) {
  if (run_broken_ || run_.advance(name)) return;
  run_broken_ = true;
  const std::string choice = choice_words(run_.allowed());
  const std::string here = frame_words(name, count_);
  std::string why;
  if (!run_.at_start()) {
    why =
        fmt::format("{} cannot follow {} in a run; {} may come there.", here, frame_words(last_.name, last_.frame), choice);
  } else if (last_.name.empty()) {
    why = fmt::format("{} cannot begin a run; {} comes first.", here, choice);
  } else {
    why = fmt::format("{} cannot come after {}, which ended a run; the next run begins with {}.", here,
                      frame_words(last_.name, last_.frame), choice);
  }
  breaches.push_back({count_, std::string(name), "run", "", run_.allowed(), std::move(why)});
}

void StreamOrder::step_lanes(std::string_view name, const source::Json& payload, Breaches& breaches) {
  for (std::size_t i = 0; i < spec_.lanes.size(); ++i) {
    if (spec_.lanes[i].order.mentions(name)) step_lane(lane_state(i, payload), name, breaches);
  }
}

StreamOrder::LaneState& StreamOrder::lane_state(std::size_t index, const source::Json& payload) {
  const spec::Lane& lane = spec_.lanes[index];
  const auto key = lane.key.empty() ? std::nullopt : key_at(payload, lane.key);
  const std::string id = key ? lane.name + '\n' + *key : lane.name;
  const auto found = lanes_.find(id);
  if (found != lanes_.end()) return found->second;
  const bool nameless = !lane.key.empty() && !key;
  LaneState fresh{Matcher(lane.order, lane.repeat || nameless),      lane.name, key.value_or(""),
                  lane_words(lane.name, lane.key, key.value_or("")), {},        false};
  return lanes_.emplace(id, std::move(fresh)).first->second;
}

void StreamOrder::step_lane(LaneState& lane, std::string_view name, Breaches& breaches) {
  if (lane.broken) return;
  if (lane.matcher.advance(name)) {
    lane.last = {std::string(name), count_};
    return;
  }
  lane.broken = true;
  const std::vector<std::string> allowed = lane.matcher.allowed();
  const std::string here = frame_words(name, count_);
  std::string why;
  if (lane.matcher.at_start()) {
    why = fmt::format("{} came first on {}; it starts with {}.", here, lane.label, choice_words(allowed));
  } else if (allowed.empty()) {
    why = fmt::format("{} came on {}, which {} had completed; nothing may follow.", here, lane.label,
                      frame_words(lane.last.name, lane.last.frame));
  } else {
    why = fmt::format("{} cannot follow {} on {}; {} may come there.", here, frame_words(lane.last.name, lane.last.frame),
                      lane.label, choice_words(allowed));
  }
  breaches.push_back({count_, std::string(name), lane.lane, lane.key, allowed, std::move(why)});
}

void StreamOrder::end_run(std::string_view terminal, Breaches& breaches) {
  ended_ = true;
  if (!run_broken_ && !run_.accepting()) {
    breaches.push_back({count_, std::string(terminal), "run", "", run_.allowed(),
                        fmt::format("{} ended the run too early; {} was still to come.", frame_words(terminal, count_),
                                    choice_words(run_.allowed()))});
  }
  const bool cut = std::find(spec_.cut_by.begin(), spec_.cut_by.end(), terminal) != spec_.cut_by.end();
  if (!cut) close_lanes(terminal, breaches);
  lanes_.clear();
}

void StreamOrder::close_lanes(std::string_view terminal, Breaches& breaches) {
  const std::string end = terminal.empty() ? "The stream ended" : frame_words(terminal, count_) + " came";
  for (const auto& [id, lane] : lanes_) {
    if (lane.broken || lane.matcher.accepting()) continue;
    const std::vector<std::string> allowed = lane.matcher.allowed();
    breaches.push_back({count_, std::string(terminal), lane.lane, lane.key, allowed,
                        fmt::format("{} while {} was unfinished; after {} it still needed {}.", end, lane.label,
                                    frame_words(lane.last.name, lane.last.frame), choice_words(allowed))});
  }
}

std::vector<OrderBreach> StreamOrder::at_end(bool complete) {
  Breaches breaches;
  const bool no_run = last_.name.empty() && runs_ == Runs::many;
  if (!complete || ended_ || no_run) return breaches;
  const std::string after = last_.name.empty() ? "The stream ended without a frame"
                                               : "The stream ended after " + frame_words(last_.name, last_.frame);
  if (!spec_.terminals.empty()) {
    breaches.push_back({count_, "", "terminal", "", spec_.terminals,
                        fmt::format("{}; a run ends with {}.", after, choice_words(spec_.terminals))});
    return breaches;
  }
  if (!run_broken_ && !run_.accepting()) {
    breaches.push_back({count_, "", "run", "", run_.allowed(),
                        fmt::format("{}; {} was still to come.", after, choice_words(run_.allowed()))});
  }
  close_lanes("", breaches);
  return breaches;
}

}  // namespace confab::automaton
