#include "kills/kill_matrix.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace confab::reports {
namespace {

using source::Json;

std::string others(const Kill& kill) {
  std::string text;
  if (!kill.with.empty()) text += fmt::format("  with: {}", fmt::join(kill.with, " "));
  if (!kill.also.empty()) text += fmt::format("  also: {}", fmt::join(kill.also, " "));
  return text;
}

std::string line_of(const Kill& kill, std::size_t width) {
  if (kill.deviation.empty()) return fmt::format("SURVIVED  {:<{}}  {} deviations played\n", kill.clause, width, kill.tries);
  return fmt::format("killed    {:<{}}  {}  {}  {}{}\n", kill.clause, width, kill.check, kill.deviation, kill.place,
                     others(kill));
}

std::string line_of(const FalseAlarm& alarm) {
  return fmt::format("ALARM     {}  {} {}: {} {}\n", alarm.variation.empty() ? "(nothing unusual)" : alarm.variation,
                     alarm.scenario, alarm.check, alarm.clause, alarm.actual);
}

}  // namespace

KillCounts count(const KillMatrix& matrix) {
  KillCounts counts;
  for (const Kill& kill : matrix.kills) {
    ++counts.clauses;
    if (kill.deviation.empty()) {
      ++counts.survived;
    } else {
      ++counts.killed;
      if (kill.also.empty()) ++counts.alone;
    }
  }
  counts.alarms = static_cast<int>(matrix.alarms.size());
  return counts;
}

bool complete(const KillMatrix& matrix) {
  const KillCounts counts = count(matrix);
  return counts.survived == 0 && counts.alarms == 0 && counts.clauses > 0;
}

std::string render_text(const KillMatrix& matrix, bool all) {
  std::size_t width = 0;
  for (const Kill& kill : matrix.kills) width = std::max(width, kill.clause.size());
  std::string text;
  for (const Kill& kill : matrix.kills) {
    if (all || kill.deviation.empty()) text += line_of(kill, width);
  }
  for (const FalseAlarm& alarm : matrix.alarms) text += line_of(alarm);
  const KillCounts counts = count(matrix);
  text += fmt::format(
      "{}: {} of {} clauses killed, {} of them alone; {} survived; {} false alarms under {} variations; {:.1f} s\n",
      matrix.vendor, counts.killed, counts.clauses, counts.alone, counts.survived, counts.alarms, matrix.variations.size(),
      matrix.duration_ms / 1000);
  return text;
}

Json to_json(const KillMatrix& matrix) {
  Json kills = Json::array();
  for (const Kill& kill : matrix.kills) {
    kills.push_back({{"clause", kill.clause},
                     {"check", kill.check},
                     {"scenario", kill.scenario},
                     {"place", kill.place},
                     {"deviation", kill.deviation},
                     {"killed", !kill.deviation.empty()},
                     {"with", kill.with},
                     {"also", kill.also},
                     {"tries", kill.tries},
                     {"duration_ms", std::round(kill.duration_ms)}});
  }
  Json alarms = Json::array();
  for (const FalseAlarm& alarm : matrix.alarms) {
    alarms.push_back({{"variation", alarm.variation},
                      {"clause", alarm.clause},
                      {"scenario", alarm.scenario},
                      {"check", alarm.check},
                      {"actual", alarm.actual}});
  }
  const KillCounts counts = count(matrix);
  return {{"vendor", matrix.vendor},
          {"counts",
           {{"clauses", counts.clauses},
            {"killed", counts.killed},
            {"alone", counts.alone},
            {"survived", counts.survived},
            {"false_alarms", counts.alarms}}},
          {"kills", std::move(kills)},
          {"variations", matrix.variations},
          {"false_alarms", std::move(alarms)},
          {"duration_ms", matrix.duration_ms}};
}

}  // namespace confab::reports
