#include "formats/format.hpp"
#include "framework/catch.hpp"
#include "goldens/sample_run.hpp"

using namespace confab::reports;
using Catch::Matchers::Contains;
using Catch::Matchers::EndsWith;

namespace {

RunResult green_run() {
  RunResult run = sample_run();
  run.scenarios = {run.scenarios.front()};
  run.scenarios.front().steps.pop_back();
  run.scenarios.front().verdict = Verdict::pass;
  run.clauses = {run.clauses.front()};
  run.target = kEmbeddedMock;
  run.left_behind.clear();
  run.ledger.clear();
  return run;
}

}  // namespace

TEST_CASE("what passed is one row of the table and the last line") {
  const std::string text = render_console(green_run(), {});
  CHECK_THAT(text, !Contains("PASS"));
  CHECK_THAT(text, EndsWith("conformant: 1 clauses, 1 pass; 1 scenarios in 1.2 s against embedded mock\n"));
  CHECK_THAT(render_console(green_run(), {.colour = false, .verbose = true}), Contains("PASS  reveng.media_type"));
}

TEST_CASE("there is no escape sequence unless colour was asked for") {
  CHECK_THAT(render_console(sample_run(), {}), !Contains("\x1b"));
  CHECK_THAT(render_console(sample_run(), {.colour = true, .verbose = false}), Contains("\x1b[31m"));
}

TEST_CASE("the same breach is told once, with how often and where else") {
  const std::string text = render_console(sample_run(), {});
  CHECK(text.find("FAIL  reveng.cancel_run.no_run") == text.rfind("FAIL  reveng.cancel_run.no_run"));
  CHECK_THAT(text, Contains("2 times, also in reveng/cancel_again"));
}

TEST_CASE("what only follows from a failed prerequisite is told with it") {
  const std::string text = render_console(sample_run(), {});
  CHECK_THAT(text, !Contains("sample.yaml:21"));
  CHECK_THAT(text, Contains("UNTESTABLE  reveng/untestable"));
  CHECK_THAT(text, Contains("blocks    reveng.stream_events.live"));
  CHECK_THAT(text, !Contains("UNTESTABLE  reveng.stream_events.live"));
}

TEST_CASE("a run in which nothing was judged is never called conformant") {
  RunResult run = green_run();
  run.scenarios.front().steps.clear();
  run.scenarios.front().verdict = Verdict::skip;
  run.scenarios.front().reason = "needs replay";
  run.clauses.front().verdict = Verdict::skip;
  const std::string text = render_console(run, {});
  CHECK_THAT(text, Contains("no verdict: nothing was judged"));
  CHECK_THAT(text, Contains("skipped reveng/cancel: needs replay"));
}

TEST_CASE("a partial run says that it is one and lists no untested clauses") {
  RunResult run = green_run();
  run.clauses = sample_run().clauses;
  run.clauses = {run.clauses.front(), run.clauses[10]};
  run.partial = true;
  CHECK_THAT(render_console(run, {}), Contains("nothing failed in the part that was run") && !Contains("UNTESTED"));
  run.partial = false;
  CHECK_THAT(render_console(run, {}), Contains("UNTESTED  reveng.confirm_tool.late"));
}

TEST_CASE("what is left behind is told with the way to go on, by operation and reason") {
  RunResult run = green_run();
  CHECK_THAT(render_console(run, {}), !Contains("left behind") && !Contains("confab cleanup"));
  run.left_behind.assign(5, {"reveng", "create", "a-1", "default", "", "nothing deletes it", true});
  CHECK_THAT(render_console(run, {}),
             Contains("left behind  5 of reveng.create as default: nothing deletes it (a-1, a-1, a-1 and 2 more)") &&
                 Contains("conformant: "));
  run.left_behind.push_back({"reveng", "create", "", "default", "DELETE /a", "DELETE got: status 500", false});
  run.ledger = "run.jsonl";
  CHECK_THAT(render_console(run, {}),
             Contains("left behind  1 of reveng.create as default: DELETE got: status 500 (id unknown)") &&
                 Contains("confab cleanup run.jsonl") && Contains("conformant, and something was left behind: "));
  CHECK(exit_status(run) == 0);
}

TEST_CASE("an interrupted run says so") {
  RunResult run = green_run();
  run.partial = run.interrupted = true;
  CHECK_THAT(render_console(run, {}), Contains("interrupted: nothing failed before"));
}

TEST_CASE("an unreachable deployment is named with its reason") {
  RunResult run = green_run();
  run.scenarios.clear();
  run.fault = "cannot connect to http://127.0.0.1:1: connection refused";
  CHECK_THAT(render_console(run, {}), Contains("ERROR  cannot connect to") && Contains("could not be reached") &&
                                          !Contains("total") && !Contains("clauses by operation"));
}
