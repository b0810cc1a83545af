#include "runner/clause_results.hpp"

#include "checks/toy_vendor.hpp"
#include "framework/catch.hpp"

using namespace confab;
using namespace confab::conformance;
using reports::Verdict;

namespace {

PlayedStory story(const std::string& id, const std::string& clause, Verdict verdict, const std::string& reason = {}) {
  PlayedStory made;
  made.result.id = id;
  made.result.steps.emplace_back();
  made.result.steps.back().checks.push_back({"expect.status", clause, verdict, "", "", reason, 0});
  return made;
}

reports::ClauseResult result(const std::string& clause, const std::vector<PlayedStory>& stories) {
  for (const auto& row : clause_results(toy::vendor(), stories)) {
    if (row.clause.id == clause) return row;
  }
  FAIL("no such clause");
  return {};
}

}  // namespace

TEST_CASE("Every clause has a row, in the vendor's order") {
  const auto rows = clause_results(toy::vendor(), {});
  REQUIRE(rows.size() == toy::vendor().clauses.size());
  for (std::size_t i = 0; i < rows.size(); ++i) CHECK(rows[i].clause.id == toy::vendor().clauses[i].id);
  CHECK(rows.front().verdict == Verdict::untested);
}

TEST_CASE("A clause takes the worst of its judgements, with the stories that came to one") {
  const auto row = result("toy.a", {story("s1", "toy.a", Verdict::pass), story("s2", "toy.a", Verdict::fail),
                                    story("s3", "toy.a", Verdict::skip, "no")});
  CHECK(row.verdict == Verdict::fail);
  CHECK(row.proofs == std::vector<std::string>{"s1", "s2"});
  CHECK(row.reason.empty());
}

TEST_CASE("A pass somewhere outweighs a skip elsewhere") {
  CHECK(result("toy.a", {story("s1", "toy.a", Verdict::skip, "no"), story("s2", "toy.a", Verdict::pass)}).verdict ==
        Verdict::pass);
  const auto row = result("toy.a", {story("s1", "toy.a", Verdict::skip, "no replay")});
  CHECK(row.verdict == Verdict::skip);
  CHECK(row.reason == "no replay");
}

TEST_CASE("What built-in checks never saw is a skip only where nothing judged it") {
  auto one = story("s1", "toy.a", Verdict::pass);
  one.unreached["toy.framing"] = {Verdict::skip, "not reached"};
  one.unreached["toy.a"] = {Verdict::untestable, "not reached"};
  CHECK(result("toy.framing", {one}).verdict == Verdict::skip);
  CHECK(result("toy.framing", {one}).reason == "not reached");
  CHECK(result("toy.a", {one}).verdict == Verdict::pass);
}

TEST_CASE("An excluded clause says why") {
  const auto row = result("toy.never", {});
  CHECK(row.excluded);
  CHECK(row.reason == "nobody can see it");
}
