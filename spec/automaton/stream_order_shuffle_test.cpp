// Random shuffles and their mutants, judged by an independent brute-force judge.
#include <algorithm>
#include <map>

#include "automaton/naive_match.hpp"
#include "automaton/stream_order.hpp"
#include "framework/catch.hpp"
#include "model/stream_spec.hpp"

using namespace confab;
using automaton::Runs;
using automaton::StreamOrder;
namespace naive = automaton::naive;

namespace {

struct Frame {
  std::string name, key;
};
using Frames = std::vector<Frame>;
using Random = std::mt19937;

struct JudgedLane {
  std::string name;
  bool keyed = true;
  naive::Tree order;
  std::vector<std::string> names;
};

const std::vector<std::string> kNames{"RUN",  "OK",   "FAIL",   "START", "PART", "END",
                                      "CALL", "ARGS", "RESULT", "STEP",  "DONE", "NOTE"};

naive::Tree n(const char* text) {
  return naive::name(text);
}

const std::vector<JudgedLane>& lanes() {
  static const std::vector<JudgedLane> kLanes{
      {"text", true, naive::then({n("START"), naive::star(n("PART")), n("END")}), {"START", "PART", "END"}},
      {"tool",
       true,
       naive::then({n("CALL"), naive::star(n("ARGS")), naive::maybe(n("RESULT"))}),
       {"CALL", "ARGS", "RESULT"}},
      {"step", false, naive::star(naive::then({n("STEP"), n("DONE")})), {"STEP", "DONE"}},
  };
  return kLanes;
}

naive::Tree run_tree() {
  return naive::then({n("RUN"),
                      naive::star(naive::either({n("START"), n("PART"), n("END"), n("CALL"), n("ARGS"), n("RESULT"),
                                                 n("STEP"), n("DONE"), n("NOTE")})),
                      naive::either({n("OK"), n("FAIL")})});
}

spec::StreamSpec sample() {
  const auto expression = [](const char* text) { return automaton::Expression::parse(text).value(); };
  spec::StreamSpec stream;
  for (const auto& name : kNames) stream.frames[name] = "";
  stream.run = expression("RUN (START|PART|END|CALL|ARGS|RESULT|STEP|DONE|NOTE)* (OK | FAIL)");
  stream.terminals = {"OK", "FAIL"};
  stream.cut_by = {"FAIL"};
  stream.lanes = {{"text", "/key", expression("START PART* END"), false},
                  {"tool", "/key", expression("CALL ARGS* RESULT?"), false},
                  {"step", "", expression("STEP DONE"), true}};
  return stream;
}

bool is_terminal(const std::string& name) {
  return name == "OK" || name == "FAIL";
}
bool is_documented(const Frame& frame) {
  return std::find(kNames.begin(), kNames.end(), frame.name) != kNames.end();
}

bool run_is_legal(const Frames& frames) {
  naive::Word all;
  std::map<std::string, std::pair<const JudgedLane*, naive::Word>> projections;
  for (const Frame& frame : frames) {
    all.push_back(frame.name);
    for (const auto& lane : lanes()) {
      if (std::find(lane.names.begin(), lane.names.end(), frame.name) == lane.names.end()) continue;
      auto& projection = projections[lane.name + (lane.keyed ? "/" + frame.key : "")];
      projection.first = &lane;
      projection.second.push_back(frame.name);
    }
  }
  if (!naive::matches(run_tree(), all)) return false;
  const bool cut = all.back() == "FAIL";
  return std::all_of(projections.begin(), projections.end(), [&](const auto& row) {
    const auto& [lane, word] = row.second;
    return cut ? naive::can_become_match(lane->order, word) : naive::matches(lane->order, word);
  });
}

/// Of a live stream: one run and nothing after it. Of a history: any number of whole runs.
bool is_legal(const Frames& frames, Runs runs) {
  std::size_t ended = 0;
  Frames run;
  for (const Frame& frame : frames) {
    if (runs == Runs::one && ended > 0) return false;
    if (!is_documented(frame)) continue;
    run.push_back(frame);
    if (!is_terminal(frame.name)) continue;
    if (!run_is_legal(run)) return false;
    run.clear();
    ++ended;
  }
  return run.empty() && (ended > 0 || runs == Runs::many);
}

std::size_t breaches(const Frames& frames, Runs runs) {
  static const spec::StreamSpec stream = sample();
  StreamOrder order(stream, runs);
  std::size_t count = 0;
  for (const Frame& frame : frames) {
    source::Json payload = source::Json::object();
    payload["key"] = frame.key;
    count += order.on_frame(frame.name, payload).size();
  }
  return count + order.at_end(true).size();
}

Frames random_lane(Random& random, const std::string& key) {
  Frames lane;
  const auto some = [&](const char* name) {
    for (std::size_t i = random() % 4; i > 0; --i) lane.push_back({name, key});
  };
  switch (random() % 4) {
    case 0:
      lane.push_back({"START", key});
      some("PART");
      lane.push_back({"END", key});
      break;
    case 1:
      lane.push_back({"CALL", key});
      some("ARGS");
      if (random() % 2 == 0) lane.push_back({"RESULT", key});
      break;
    default:
      lane.push_back({"NOTE", key});
  }
  return lane;
}

Frames steps(Random& random) {
  Frames lane;
  for (std::size_t i = random() % 3; i > 0; --i) {
    lane.push_back({"STEP", ""});
    lane.push_back({"DONE", ""});
  }
  return lane;
}

/// A legal run: lanes shuffled between RUN and a terminal; before FAIL each lane may stop anywhere.
Frames random_run(Random& random) {
  std::vector<Frames> parts;
  for (std::size_t i = random() % 4; i > 0; --i) parts.push_back(random_lane(random, "k" + std::to_string(i)));
  parts.push_back(steps(random));
  const bool fails = random() % 3 == 0;
  for (Frames& part : parts) {
    if (fails && !part.empty()) part.resize(random() % (part.size() + 1));
  }
  Frames run{{"RUN", ""}};
  while (true) {
    std::erase_if(parts, [](const Frames& part) { return part.empty(); });
    if (parts.empty()) break;
    Frames& part = parts[random() % parts.size()];
    run.push_back(part.front());
    part.erase(part.begin());
  }
  run.push_back({fails ? "FAIL" : "OK", ""});
  return run;
}

Frames mutant(Frames frames, Random& random) {
  const auto at = static_cast<std::ptrdiff_t>(random() % frames.size());
  switch (random() % 5) {
    case 0:
      frames.erase(frames.begin() + at);
      break;
    case 1:
      frames.insert(frames.begin() + at, Frame(frames[static_cast<std::size_t>(at)]));
      break;
    case 2:
      std::swap(frames[static_cast<std::size_t>(at)], frames[random() % frames.size()]);
      break;
    case 3:
      frames[static_cast<std::size_t>(at)].name = random() % 8 == 0 ? "UNHEARD" : kNames[random() % kNames.size()];
      break;
    default:
      frames[static_cast<std::size_t>(at)].key = "k" + std::to_string(random() % 4);
  }
  return frames;
}

std::string shown(const Frames& frames) {
  std::string text;
  for (const Frame& frame : frames) text += frame.name + (frame.key.empty() ? "" : ":" + frame.key) + " ";
  return text;
}

}  // namespace

TEST_CASE("every legal interleaving gives no breach") {
  Random random(1);
  for (int round = 0; round < 2000; ++round) {
    const Frames frames = random_run(random);
    INFO(shown(frames));
    REQUIRE(is_legal(frames, Runs::one));
    REQUIRE(breaches(frames, Runs::one) == 0);
  }
}

TEST_CASE("every legal history of several runs gives no breach") {
  Random random(2);
  for (int round = 0; round < 1000; ++round) {
    Frames frames;
    for (std::size_t i = random() % 4; i > 0; --i) {
      const Frames run = random_run(random);
      frames.insert(frames.end(), run.begin(), run.end());
    }
    INFO(shown(frames));
    REQUIRE(is_legal(frames, Runs::many));
    REQUIRE(breaches(frames, Runs::many) == 0);
  }
}

TEST_CASE("a single edit gives a breach exactly when the brute-force judge says so") {
  Random random(3);
  int illegal = 0, legal = 0;
  for (int round = 0; round < 10'000; ++round) {
    const Frames frames = mutant(random_run(random), random);
    INFO(shown(frames));
    const bool right = is_legal(frames, Runs::one);
    ++(right ? legal : illegal);
    REQUIRE((breaches(frames, Runs::one) == 0) == right);
  }
  CHECK(illegal > 2000);
  CHECK(legal > 1000);
}

TEST_CASE("the same holds for an edit anywhere in a history") {
  Random random(4);
  for (int round = 0; round < 5000; ++round) {
    Frames frames = random_run(random);
    const Frames second = random_run(random);
    frames.insert(frames.end(), second.begin(), second.end());
    frames = mutant(std::move(frames), random);
    INFO(shown(frames));
    REQUIRE((breaches(frames, Runs::many) == 0) == is_legal(frames, Runs::many));
  }
}

TEST_CASE("an edit that breaks one rule of one lane gives exactly one breach") {
  Random random(5);
  int checked = 0;
  for (int round = 0; round < 3000; ++round) {
    Frames frames = random_run(random);
    const auto start = std::find_if(frames.begin(), frames.end(), [](const Frame& f) { return f.name == "START"; });
    if (start == frames.end()) continue;
    const std::string key = start->key;
    frames.erase(start);
    const bool more = std::any_of(frames.begin(), frames.end(),
                                  [&](const Frame& f) { return f.key == key && (f.name == "PART" || f.name == "END"); });
    INFO(shown(frames));
    REQUIRE(breaches(frames, Runs::one) == (more ? 1 : 0));
    ++checked;
  }
  CHECK(checked > 300);
}
