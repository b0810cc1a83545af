#include "formats/junit.hpp"

#include <pugixml.hpp>

#include "framework/catch.hpp"
#include "goldens/sample_run.hpp"

using namespace confab::reports;

namespace {

pugi::xml_document parsed(const RunResult& run) {
  pugi::xml_document document;
  REQUIRE(document.load_string(render_junit(run).c_str()));
  return document;
}

int count(const pugi::xml_document& document, const char* path) {
  return static_cast<int>(document.select_nodes(path).size());
}

int attribute(const pugi::xml_node& node, const char* name) {
  return node.attribute(name).as_int(-1);
}

}  // namespace

TEST_CASE("every suite counts what it holds, and the root counts its suites") {
  const auto document = parsed(sample_run());
  const auto root = document.child("testsuites");
  int tests = 0;
  for (const auto& suite : root.children("testsuite")) {
    tests += attribute(suite, "tests");
    CHECK(attribute(suite, "tests") == static_cast<int>(suite.select_nodes("testcase").size()));
    CHECK(attribute(suite, "failures") == static_cast<int>(suite.select_nodes("testcase/failure").size()));
    CHECK(attribute(suite, "errors") == static_cast<int>(suite.select_nodes("testcase/error").size()));
    CHECK(attribute(suite, "skipped") == static_cast<int>(suite.select_nodes("testcase/skipped").size()));
  }
  CHECK(attribute(root, "tests") == tests);
  CHECK(attribute(root, "failures") == count(document, "//failure"));
}

TEST_CASE("the clauses' suites count what the JSON summary counts") {
  const RunResult run = sample_run();
  const auto document = parsed(run);
  auto counts = summary(run);
  const std::string clauses = "//testsuite[@name != 'reveng.scenarios' and @name != 'deployment']";
  CHECK(count(document, (clauses + "/testcase").c_str()) == static_cast<int>(run.clauses.size()) - counts["excluded"]);
  CHECK(count(document, (clauses + "//failure").c_str()) == counts["fail"]);
  CHECK(count(document, (clauses + "//error").c_str()) == counts["error"] + counts["untestable"] + counts["untested"]);
  CHECK(count(document, (clauses + "//skipped").c_str()) == counts["skip"]);
}

TEST_CASE("a warning is a failure under strict only, and is told either way") {
  RunResult run = sample_run();
  const char* warned = "//testcase[@name='reveng.stream_events.data']";
  const auto document = parsed(run);
  const auto relaxed = document.select_node(warned).node();
  CHECK_FALSE(relaxed.child("failure"));
  CHECK(std::string(relaxed.child_value("system-out")).find("a string at /data/delta") != std::string::npos);
  run.strict = true;
  CHECK(parsed(run).select_node(warned).node().child("failure"));
}

TEST_CASE("untested clauses are errors in a whole run and skipped in a partial one") {
  RunResult run = sample_run();
  const char* untested = "//testcase[@name='reveng.confirm_tool.late']";
  CHECK(parsed(run).select_node(untested).node().child("error"));
  run.partial = true;
  CHECK(parsed(run).select_node(untested).node().child("skipped"));
}

TEST_CASE("stories that failed without a clause are test cases of their own") {
  const auto document = parsed(sample_run());
  const char* stories = "//testsuite[@name='reveng.scenarios']/testcase";
  CHECK(count(document, stories) == 2);
  CHECK(document.select_node("//testcase[@name='reveng/untestable']/error[@message='expected 201; actual 500']"));
  CHECK(document.select_node("//testcase[@name='reveng/broken']/error[contains(@message, 'a bug of ours')]"));
}

TEST_CASE("an unreachable deployment is one error and its clauses are skipped") {
  RunResult run = sample_run();
  run.scenarios.clear();
  for (ClauseResult& clause : run.clauses) clause.verdict = Verdict::untested;
  run.fault = "connection refused";
  const auto document = parsed(run);
  CHECK(count(document, "//error") == 1);
  CHECK(document.select_node("//testsuite[@name='deployment']/testcase/error[@message='connection refused']"));
}

TEST_CASE("a run without clauses is still a report") {
  const auto document = parsed(RunResult{});
  CHECK(attribute(document.child("testsuites"), "tests") == 0);
}
