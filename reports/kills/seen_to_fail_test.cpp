#include "kills/seen_to_fail.hpp"

#include "framework/catch.hpp"
#include "goldens/sample_run.hpp"
#include "kills/kill_matrix.hpp"
#include "result/json_result.hpp"
#include "source/user_error.hpp"

using namespace confab;
using namespace confab::reports;

namespace {

/// Two clauses of the sample run, one of which survived.
source::Json document(std::string version) {
  KillMatrix matrix;
  matrix.vendor = "reveng";
  matrix.kills = {
      {"reveng.create_conversation.created", "status", "reveng/a", "scenarios/reveng/a.yaml:3", "status:to=599", {}, {}, 1},
      {"reveng.stream_events.order", "status", "reveng/b", "scenarios/reveng/b.yaml:4", "", {}, {}, 12}};
  return {{"confab", std::move(version)}, {"vendors", {to_json(matrix)}}};
}

const ClauseResult& clause_of(const RunResult& run, const std::string& id) {
  for (const ClauseResult& clause : run.clauses) {
    if (clause.clause.id == id) return clause;
  }
  throw std::logic_error("no clause " + id);
}

}  // namespace

TEST_CASE("A clause of a run says under which deviation it was seen to fail; one that survived says nothing") {
  SeenToFail seen;
  seen.read(document("1.2.3"), "kills.json", "1.2.3");
  RunResult run = sample_run();
  seen.mark(run);
  const auto& killed = clause_of(run, "reveng.create_conversation.created").killed_by;
  REQUIRE(killed);
  CHECK(killed->deviation == "status:to=599");
  CHECK(killed->check == "status");
  CHECK(killed->place == "scenarios/reveng/a.yaml:3");
  CHECK_FALSE(clause_of(run, "reveng.stream_events.order").killed_by);
}

TEST_CASE("What a clause was killed by survives writing and reading the JSON result") {
  SeenToFail seen;
  seen.read(document("1.2.3"), "kills.json", "1.2.3");
  RunResult run = sample_run();
  seen.mark(run);
  const RunResult again = from_json(to_json(run), "result.json");
  REQUIRE(clause_of(again, "reveng.create_conversation.created").killed_by);
  CHECK(clause_of(again, "reveng.create_conversation.created").killed_by->deviation == "status:to=599");
  CHECK_FALSE(clause_of(again, "reveng.stream_events.order").killed_by);
}

TEST_CASE("A matrix of another confab, and what is no matrix, is the user's mistake") {
  SeenToFail seen;
  CHECK_THROWS_AS(seen.read(document("1.2.2"), "kills.json", "1.2.3"), source::UserError);
  CHECK_THROWS_AS(seen.read(to_json(sample_run()), "result.json", "1.2.3"), source::UserError);
}
