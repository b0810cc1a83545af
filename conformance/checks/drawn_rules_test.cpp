// What is legal, by the simplest means.
#include <algorithm>

#include "checks/drawn_stream.hpp"
#include "framework/catch.hpp"

namespace confab::conformance::drawn {
namespace {

using derivative::after;
using derivative::Language;

Language rest_of(Language language, const std::vector<std::string>& word) {
  for (const std::string& name : word) language = after(language, name);
  return language;
}

bool lane_is_legal(const LaneRule& lane, const Stream& stream, bool cut) {
  std::map<std::string, std::vector<std::string>> words;  // by key
  std::set<std::string> nameless;                         // frames that lack the key belong to one lane, which may repeat
  for (const Step& step : stream) {
    if (!lane.names.contains(step.name)) continue;
    const auto key = step.keys.find(lane.key);
    const std::string id = lane.key.empty() ? "" : key == step.keys.end() ? "none" : "key " + key->second;
    if (id == "none") nameless.insert(id);
    words[id].push_back(step.name);
  }
  return std::all_of(words.begin(), words.end(), [&](const auto& row) {
    const Language order = nameless.contains(row.first) ? derivative::repeated(lane.order) : lane.order;
    const Language rest = rest_of(order, row.second);
    return cut ? derivative::shortest(rest).has_value() : derivative::takes_empty(rest);
  });
}

bool ids_are_legal(const Stream& stream) {
  return std::adjacent_find(stream.begin(), stream.end(), [](const Step& a, const Step& b) { return a.id >= b.id; }) ==
         stream.end();
}

bool ends_are_legal(const Rules& rules, const Stream& stream) {
  if (rules.terminals.empty()) return true;
  const auto terminals =
      std::count_if(stream.begin(), stream.end(), [&](const Step& step) { return rules.terminals.contains(step.name); });
  return terminals == 1 && rules.terminals.contains(stream.back().name);
}

}  // namespace

Rules rules_of(const spec::StreamSpec& spec) {
  Rules rules;
  rules.run = derivative::parse(spec.run.text());
  for (const spec::Lane& lane : spec.lanes) {
    const Language order = derivative::parse(lane.order.text());
    rules.lanes.push_back(
        {lane.name, lane.key, lane.repeat ? derivative::repeated(order) : order, derivative::names(order)});
  }
  for (const auto& [name, schema] : spec.frames) rules.names.insert(name);
  rules.terminals.insert(spec.terminals.begin(), spec.terminals.end());
  rules.cut_by.insert(spec.cut_by.begin(), spec.cut_by.end());
  rules.ids_increase = spec.id.increasing;
  return rules;
}

bool is_legal(const Rules& rules, const Stream& stream) {
  std::vector<std::string> word;
  for (const Step& step : stream) word.push_back(step.name);
  const bool known =
      std::all_of(word.begin(), word.end(), [&](const std::string& name) { return rules.names.contains(name); });
  if (!known || !derivative::takes_empty(rest_of(rules.run, word))) return false;
  if (rules.ids_increase && !ids_are_legal(stream)) return false;
  if (!ends_are_legal(rules, stream)) return false;
  const bool cut = !word.empty() && rules.cut_by.contains(word.back());
  return std::all_of(rules.lanes.begin(), rules.lanes.end(),
                     [&](const LaneRule& lane) { return lane_is_legal(lane, stream, cut); });
}

std::string shown(const Stream& stream) {
  std::string text;
  for (const Step& step : stream) {
    text += (text.empty() ? "" : " ") + step.name;
    for (const auto& [pointer, key] : step.keys) text += "(" + key.substr(key.size() - 2) + ")";
    text += "#" + std::to_string(step.id);
  }
  return text;
}

}  // namespace confab::conformance::drawn

using namespace confab::conformance;
using drawn::Stream;

namespace {

drawn::Rules small_rules() {
  drawn::Rules rules;
  rules.run = derivative::parse("RUN (S | E | P | Q)* (OK | CUT)");
  rules.lanes = {{"text", "/m", derivative::parse("S E"), {"S", "E"}},
                 {"step", "", derivative::repeated(derivative::parse("P Q")), {"P", "Q"}}};
  rules.names = {"RUN", "S", "E", "P", "Q", "OK", "CUT"};
  rules.terminals = {"OK", "CUT"};
  rules.cut_by = {"CUT"};
  rules.ids_increase = true;
  return rules;
}

}  // namespace

TEST_CASE("the judge of drawn streams is right about small ones") {
  const drawn::Rules rules = small_rules();
  const auto legal = [&](const Stream& stream) { return drawn::is_legal(rules, stream); };
  CHECK(legal({{"RUN", {}, 1}, {"OK", {}, 2}}));
  CHECK(legal({{"RUN", {}, 1},
               {"S", {{"/m", "m1"}}, 2},
               {"S", {{"/m", "m2"}}, 3},
               {"E", {{"/m", "m2"}}, 4},
               {"E", {{"/m", "m1"}}, 5},
               {"OK", {}, 6}}));
  CHECK(legal({{"RUN", {}, 1}, {"P", {}, 2}, {"Q", {}, 3}, {"P", {}, 4}, {"Q", {}, 5}, {"OK", {}, 6}}));
  CHECK(legal({{"RUN", {}, 1}, {"S", {{"/m", "m1"}}, 2}, {"CUT", {}, 3}}));
  CHECK_FALSE(legal({{"RUN", {}, 1}, {"S", {{"/m", "m1"}}, 2}, {"OK", {}, 3}}));
  CHECK_FALSE(legal({{"RUN", {}, 1}, {"E", {{"/m", "m1"}}, 2}, {"CUT", {}, 3}}));
  CHECK_FALSE(legal({{"RUN", {}, 1}, {"OK", {}, 1}}));
  CHECK_FALSE(legal({{"RUN", {}, 1}, {"OK", {}, 2}, {"OK", {}, 3}}));
  CHECK_FALSE(legal({{"RUN", {}, 1}, {"X", {}, 2}, {"OK", {}, 3}}));
  CHECK_FALSE(legal({{"RUN", {}, 1}}));
  CHECK_FALSE(legal({}));
}
