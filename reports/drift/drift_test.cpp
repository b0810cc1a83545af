#include "drift/drift.hpp"

#include "drift/shape.hpp"
#include "framework/catch.hpp"
#include "goldens/sample_run.hpp"

using namespace confab::reports;
using confab::source::Json;

namespace {

const std::string kCreated = "reveng.create_conversation.created";

/// The sample with the verdict of one clause set, in its check too.
RunResult with(const std::string& id, Verdict verdict) {
  RunResult run = sample_run();
  for (ClauseResult& clause : run.clauses) {
    if (clause.clause.id == id) clause.verdict = verdict;
  }
  for (ScenarioResult& scenario : run.scenarios) {
    for (StepResult& step : scenario.steps) {
      for (CheckResult& check : step.checks) {
        if (check.clause == id) check = {check.check, id, verdict, "201", "200", {}, check.exchange};
      }
    }
  }
  return run;
}

Drift from_to(Verdict before, Verdict after) {
  return find_drift(with(kCreated, before), with(kCreated, after));
}

RunResult answered(const std::string& type, const std::string& body, int status = 200) {
  Exchange exchange = sample_exchange(1, "list", "GET", status, body);
  exchange.response_headers = {{"content-type", type}};
  RunResult run;
  run.scenarios = {sample_scenario("one", {sample_step("call", "call list", 1, {}, {exchange})})};
  return run;
}

}  // namespace

TEST_CASE("a run has not drifted from itself") {
  const Drift drift = find_drift(sample_run(), sample_run());
  CHECK(drift.clauses.empty());
  CHECK(drift.seen.empty());
  CHECK_FALSE(has_regression(drift));
  CHECK(render_drift(drift).find("no regression") != std::string::npos);
}

TEST_CASE("a clause is worse when it fails, warns or is not judged any more") {
  for (const Verdict worse :
       {Verdict::fail, Verdict::warn, Verdict::skip, Verdict::untestable, Verdict::untested, Verdict::error}) {
    INFO(to_string(worse));
    CHECK(has_regression(from_to(Verdict::pass, worse)));
    CHECK_FALSE(has_regression(from_to(worse, Verdict::pass)));
    CHECK(from_to(worse, Verdict::pass).clauses.size() == 1);
  }
  CHECK(has_regression(from_to(Verdict::skip, Verdict::fail)));
  CHECK_FALSE(has_regression(from_to(Verdict::pass, Verdict::info)));
  CHECK_FALSE(has_regression(from_to(Verdict::fail, Verdict::skip)));
}

TEST_CASE("a change names the clause, both verdicts and what was expected and came") {
  const Drift drift = from_to(Verdict::pass, Verdict::fail);
  REQUIRE(drift.clauses.size() == 1);
  CHECK(drift.clauses[0].id == kCreated);
  CHECK(drift.clauses[0].expected == "201");
  const std::string text = render_drift(drift);
  CHECK(text.find("worse   " + kCreated + "  pass -> fail") != std::string::npos);
  CHECK(text.find("actual   200") != std::string::npos);
  CHECK(text.find("regression: 1 clause is worse") != std::string::npos);
  const Json json = drift_json(drift);
  CHECK(json["regression"] == true);
  CHECK(json["clauses"][0]["before"] == "pass");
  CHECK(json["clauses"][0]["after"] == "fail");
}

TEST_CASE("a clause that only one of the runs knows is told, and is no regression") {
  RunResult less = sample_run();
  std::erase_if(less.clauses, [](const ClauseResult& clause) { return clause.clause.id == kCreated; });
  const Drift gone = find_drift(sample_run(), less);
  REQUIRE(gone.clauses.size() == 1);
  CHECK_FALSE(gone.clauses[0].after);
  CHECK_FALSE(has_regression(gone));
  CHECK_FALSE(find_drift(less, sample_run()).clauses.at(0).before);
  CHECK(drift_json(gone)["clauses"][0]["after"].is_null());
}

TEST_CASE("statuses, frames and fields that are new or gone are told") {
  const Drift drift =
      find_drift(answered("application/json", R"({"a":[{"b":1},{"c":2}]})"),
                 answered("application/json; charset=utf-8", R"({"a":[{"b":1}],"d":{"550e8400-e29b":1}})", 201));
  std::vector<std::string> told;
  for (const SeenChange& change : drift.seen) told.push_back((change.gone ? "-" : "+") + change.kind + " " + change.what);
  CHECK(told == std::vector<std::string>{"+status 201", "-status 200", "+field 201 /a", "+field 201 /a/-/b", "+field 201 /d",
                                         "+field 201 /d/*", "-field 200 /a", "-field 200 /a/-/b", "-field 200 /a/-/c"});
  CHECK_FALSE(has_regression(drift));
  CHECK(render_drift(drift).find("  reveng.list\n    + status  201\n") != std::string::npos);
}

TEST_CASE("frames are read from event streams with any line end, lines from NDJSON, and nothing from what was cut") {
  const auto shape = [](const RunResult& run) { return shapes(run).at("reveng.list"); };
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    const Shape sse =
        shape(answered("text/event-stream", ": hi" + end + "event: A" + end + "data: {\"x\":" + end + "data:1}" + end + end +
                                                "data: {\"y\":1}" + end + end + "event: B" + end + "data: {"));
    CHECK(sse.frames.contains("A"));
    CHECK(sse.fields == std::set<std::string>{"A /x", "message /y"});
  }
  CHECK(shape(answered("application/x-ndjson", "{\"a\":1}\n{\"b\":2}\n{")).fields ==
        std::set<std::string>{"200 /a", "200 /b"});
  CHECK(shape(answered("application/json", "{\"a\":1… (99 bytes)")).fields.empty());
}
