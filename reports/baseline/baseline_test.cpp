#include "baseline/baseline.hpp"

#include <fstream>

#include "framework/catch.hpp"
#include "model/schema_set.hpp"
#include "source/user_error.hpp"

using namespace confab;
using namespace confab::reports;
using Catch::Matchers::Contains;

namespace {

spec::Vendor vendor(std::string name, std::vector<std::string> clauses) {
  spec::Vendor made;
  made.name = name;
  for (const std::string& id : clauses) {
    spec::Clause clause;
    clause.id = name + "." + id;
    made.clauses.push_back(std::move(clause));
  }
  return made;
}

std::vector<spec::Vendor> vendors() {
  std::vector<spec::Vendor> all = {vendor("chat", {"say.accepts", "say.refuses", "watch.order", "hidden"}),
                                   vendor("talk", {"say.accepts"})};
  all[0].clauses.back().excluded = "cannot be seen from outside";
  return all;
}

Baseline baseline_of(const std::string& text, const std::string& file = "known.yaml") {
  Baseline baseline;
  baseline.read(source::Document::parse_yaml(file, text), vendors());
  return baseline;
}

/// A run of the vendor chat with these verdicts, in the order of its clauses.
RunResult marked(const std::string& text, std::vector<Verdict> verdicts) {
  RunResult run;
  run.vendors = {"chat"};
  const std::vector<spec::Vendor> all = vendors();
  for (const spec::Clause& clause : all.front().clauses) {
    ClauseResult row;
    row.clause = clause;
    row.excluded = !clause.excluded.empty();
    if (run.clauses.size() < verdicts.size()) row.verdict = verdicts[run.clauses.size()];
    run.clauses.push_back(std::move(row));
  }
  baseline_of(text).mark(run);
  return run;
}

std::string refusal(const std::string& text) {
  try {
    (void)baseline_of(text);
  } catch (const source::UserError& error) {
    return error.render();
  }
  return "accepted";
}

const std::string kFailing = "known_failing:\n  - { clause: chat.say.accepts, reason: ticket 1 }\n";

}  // namespace

TEST_CASE("a clause that is listed as failing and fails is known, with its reason and line") {
  const RunResult run = marked(kFailing, {Verdict::fail, Verdict::pass, Verdict::pass});
  REQUIRE(run.clauses[0].known);
  CHECK(run.clauses[0].known->as == KnownAs::failing);
  CHECK(run.clauses[0].known->reason == "ticket 1");
  CHECK(run.clauses[0].known->place == "known.yaml:2");
  CHECK_FALSE(run.clauses[1].known);
  CHECK(run.stale.empty());
}

TEST_CASE("a clause that is listed as failing and passes makes its line stale") {
  const RunResult run = marked(kFailing, {Verdict::pass, Verdict::fail, Verdict::pass});
  REQUIRE(run.stale.size() == 1);
  CHECK(run.stale[0].place == "known.yaml:2");
  CHECK(run.stale[0].clause == "chat.say.accepts");
  CHECK_THAT(run.stale[0].why, Contains("passes"));
}

TEST_CASE("only a pass makes a line stale: nobody looked at the others, or they still differ") {
  for (const Verdict verdict : {Verdict::fail, Verdict::warn, Verdict::info, Verdict::skip, Verdict::untestable,
                                Verdict::untested, Verdict::error}) {
    CAPTURE(to_string(verdict));
    CHECK(marked(kFailing, {verdict}).stale.empty());
  }
}

TEST_CASE("each clause of a pattern has to fail") {
  const std::string text = "known_failing: [ { clause: 'chat.say.*', reason: all of it } ]\n";
  CHECK(marked(text, {Verdict::fail, Verdict::fail}).stale.empty());
  const RunResult run = marked(text, {Verdict::fail, Verdict::pass});
  REQUIRE(run.stale.size() == 1);
  CHECK(run.stale[0].clause == "chat.say.refuses");
}

TEST_CASE("a flaky clause may pass or fail") {
  const std::string text = "known_flaky: [ { clause: chat.watch.order, reason: night } ]\n";
  for (const Verdict verdict : {Verdict::pass, Verdict::fail}) {
    const RunResult run = marked(text, {Verdict::pass, Verdict::pass, verdict});
    CHECK(run.stale.empty());
    CHECK(run.clauses[2].known->as == KnownAs::flaky);
  }
}

TEST_CASE("a flaky line whose clause is gone or is judged no more is stale, and names the nearest one") {
  RunResult run = marked("known_flaky:\n  - { clause: chat.wach.order, reason: night }\n", {Verdict::pass});
  REQUIRE(run.stale.size() == 1);
  CHECK(run.stale[0].place == "known.yaml:2");
  CHECK_THAT(run.stale[0].why, Contains("Did you mean chat.watch.order?"));
  run = marked("known_flaky:\n  - { clause: chat.hidden, reason: night }\n", {Verdict::pass});
  REQUIRE(run.stale.size() == 1);
  CHECK_THAT(run.stale[0].why, Contains("excluded"));
}

TEST_CASE("lines about other vendors than the run's are left alone") {
  const std::string text =
      "known_failing: [ { clause: talk.say.accepts, reason: theirs } ]\n"
      "known_flaky: [ { clause: talk.gone, reason: theirs } ]\n";
  const RunResult run = marked(text, {Verdict::pass, Verdict::pass, Verdict::pass});
  CHECK(run.stale.empty());
  CHECK_FALSE(run.clauses[0].known);
}

TEST_CASE("a clause that does not exist is refused at its place with the nearest one") {
  CHECK_THAT(refusal("known_failing:\n  - { reason: x, clause: chat.say.acepts }\n"),
             Contains("known.yaml:2:26") && Contains("there is no clause \"chat.say.acepts\"") &&
                 Contains("Did you mean chat.say.accepts?"));
  CHECK_THAT(refusal("known_failing: [ { reason: x, clause: 'chat.nothing.*' } ]"), Contains("there is no clause"));
  CHECK_THAT(refusal("known_flaky: [ { reason: x, clause: chatt.say.accepts } ]"),
             Contains("Did you mean chat.say.accepts?"));
}

TEST_CASE("a line has a reason, and nothing else but its clause") {
  CHECK_THAT(refusal("known_failing:\n  - clause: chat.say.accepts\n"), Contains("\"reason\" is missing"));
  CHECK_THAT(refusal("known_flaky:\n  - { clause: chat.say.accepts, reason: '' }\n"), Contains("\"reason\" is empty"));
  CHECK_THAT(refusal("known_failing:\n  - { clause: chat.say.accepts, reson: x }\n"), Contains("Did you mean \"reason\"?"));
  CHECK_THAT(refusal("known_failing: chat.say.accepts\n"), Contains("known.yaml:1") && Contains("is a list"));
  CHECK_THAT(refusal("known_failing: [ chat.say.accepts ]\n"), Contains("a mapping is expected"));
  CHECK_THAT(refusal("known_falling: []\n"), Contains("Did you mean \"known_failing\"?"));
  CHECK(refusal("known_failing:\nknown_flaky: []\n") == "accepted");
}

TEST_CASE("a clause is listed once, in one list, in one file, whether by its id or a pattern") {
  const std::string flaky = "known_flaky:\n  - { clause: chat.say.*, reason: y }\n";
  CHECK_THAT(refusal(kFailing + "  - { clause: chat.say.accepts, reason: again }\n"),
             Contains("known.yaml:3") && Contains("listed already") && Contains("known.yaml:2"));
  CHECK_THAT(refusal(kFailing + flaky), Contains("known.yaml:4") && Contains("chat.say.accepts is listed already"));
  Baseline both = baseline_of(kFailing, "one.yaml");
  CHECK_THROWS_WITH(both.read(source::Document::parse_yaml("two.yaml", flaky), vendors()), Contains("listed already"));
}

TEST_CASE("the published schema accepts and refuses what is read and refused") {
  std::ifstream file(std::string(CONFAB_SOURCE_DIR) + "/reports/baseline.schema.json");
  const spec::SchemaSet schemas(source::Json::parse(file));
  const auto fits = [&](const std::string& text) {
    return schemas.check("/definitions/baseline", source::Document::parse_yaml("known.yaml", text).value()).empty();
  };
  CHECK(fits(kFailing + "known_flaky: [ { clause: 'chat.*', reason: x } ]\n"));
  CHECK(fits("known_failing:\n"));
  for (const std::string wrong : {"known_falling: []", "known_failing: x", "known_failing: [ x ]", "known_failing: [ {} ]",
                                  "known_flaky: [ { clause: x } ]", "known_flaky: [ { clause: x, reason: '' } ]",
                                  "known_flaky: [ { clause: x, reason: y, until: z } ]"}) {
    CAPTURE(wrong);
    CHECK_FALSE(fits(wrong));
    CHECK(refusal(wrong) != "accepted");
  }
}
