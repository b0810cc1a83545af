#include "formats/badge.hpp"

#include <pugixml.hpp>

#include "framework/catch.hpp"
#include "goldens/hostile_run.hpp"

using namespace confab::reports;

namespace {

pugi::xml_document parsed(const RunResult& run) {
  pugi::xml_document document;
  REQUIRE(document.load_string(render_badge(run).c_str()));
  return document;
}

std::string words(const RunResult& run) {
  return parsed(run).child("svg").child_value("title");
}

std::string colour(const RunResult& run) {
  return parsed(run).select_node("//rect[2]").node().attribute("fill").value();
}

/// The sample with nothing but what passed.
RunResult good_run() {
  RunResult run = sample_run();
  run.scenarios.clear();
  run.left_behind.clear();
  std::erase_if(run.clauses, [](const ClauseResult& clause) { return clause.verdict != Verdict::pass; });
  return run;
}

}  // namespace

TEST_CASE("a badge says the outcome, what passed and how many clauses there are") {
  CHECK(words(good_run()) == "confab reveng | conformant 2/2");
  CHECK(words(sample_run()) == "confab reveng | not conformant 2/11");
  CHECK(words(RunResult{}) == "confab nothing | no verdict 0/0");
}

TEST_CASE("a partial run is not called conformant") {
  RunResult run = good_run();
  run.partial = true;
  CHECK(words(run) == "confab reveng | partial run 2/2");
  CHECK(colour(run) != colour(good_run()));
}

TEST_CASE("the colour is that of the outcome") {
  CHECK(colour(good_run()) == "#1a7f37");
  CHECK(colour(sample_run()) == "#b3261e");
  CHECK(colour(RunResult{}) == "#8a5a00");
}

TEST_CASE("many contracts are counted, hostile names shortened and escaped") {
  RunResult run = good_run();
  run.vendors = {"a", "b", "c"};
  CHECK(words(run) == "confab 3 contracts | conformant 2/2");
  run.vendors = {hostile_text()};
  CHECK(words(run).find("confab </script><script>") == 0);
  CHECK(render_badge(run).find("<script") == std::string::npos);
  CHECK(render_badge(run).size() < 2000);
}
