#include "formats/markdown.hpp"

#include "formats/markdown_text.hpp"
#include "framework/catch.hpp"
#include "goldens/hostile_run.hpp"

using namespace confab::reports;

namespace {

/// Without the fenced blocks: what Markdown would read as Markdown.
std::string outside_blocks(const std::string& text) {
  std::string rest, fence;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    const std::string line = text.substr(at, end - at);
    const std::string ticks = line.substr(0, line.find_first_not_of('`'));
    at = end;
    if (fence.empty() && ticks.size() < 3) rest += line;
    if (fence.empty() && ticks.size() >= 3) {
      fence = ticks;
    } else if (!fence.empty() && ticks.size() >= fence.size() && line == ticks + "\n") {
      fence.clear();
    }
  }
  CHECK(fence.empty());
  return rest;
}

}  // namespace

TEST_CASE("Markdown: what a peer sent stays inside blocks and escapes") {
  const std::string text = render_markdown(hostile_run());
  const std::string rest = outside_blocks(text);
  CHECK(rest.find("\n# not a heading") == std::string::npos);
  CHECK(rest.find("\n| not") == std::string::npos);
  CHECK(rest.find(": </script>") == std::string::npos);
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find('\0') == std::string::npos);
  CHECK_NOTHROW(confab::source::Json(text).dump());  // throws where it is no UTF-8
}

TEST_CASE("Markdown: a summary stays below the mebibyte that a CI job takes") {
  RunResult run = hostile_run();
  const std::vector<ScenarioResult> once = run.scenarios;
  for (int copy = 0; copy < 6; ++copy) {
    for (ScenarioResult scenario : once) {
      scenario.id += std::to_string(copy);
      for (StepResult& step : scenario.steps) {
        for (CheckResult& check : step.checks) check.expected = std::to_string(copy) + check.expected;
      }
      run.scenarios.push_back(std::move(scenario));
    }
  }
  const std::string text = render_markdown(run);
  CHECK(text.size() < 1024 * 1024);
  CHECK(text.find(" more differences stand in the JSON and HTML reports.") != std::string::npos);
}

TEST_CASE("Markdown: what failed comes first and is open") {
  const std::string text = render_markdown(sample_run());
  const std::size_t failed = text.find("### fail: `reveng.cancel_run.no_run`");
  const std::size_t warned = text.find("### warn: `reveng.stream_events.data`");
  REQUIRE(failed != std::string::npos);
  REQUIRE(warned != std::string::npos);
  CHECK(failed < warned);
  CHECK(text.find("<details open>", failed) < text.find("###", failed + 1));
  CHECK(text.find("<details><summary>evidence", warned) < text.find("###", warned + 1));
}

TEST_CASE("Markdown: a run without clauses is still a report") {
  CHECK(render_markdown(RunResult{}).find("## confab nothing: no verdict") == 0);
}

TEST_CASE("Markdown text escapes marks, keeps words and stays on one line") {
  CHECK(markdown_text("a_b *c* |d|\n# e <f>") == "a\\_b \\*c\\* \\|d\\| \\# e \\<f\\>");
  CHECK(markdown_text("http://x") == "http\\://x");
  CHECK(markdown_text("plain words, é") == "plain words, é");
}

TEST_CASE("Markdown code and blocks are fenced by more backticks than they hold") {
  CHECK(markdown_code("a") == "`a`");
  CHECK(markdown_code("a``b`") == "``` a``b` ```");
  CHECK(markdown_code("") == "`  `");
  CHECK(markdown_block("x\n````\ny\n") == "`````text\nx\n````\ny\n`````\n");
}
