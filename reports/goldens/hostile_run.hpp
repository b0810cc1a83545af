// The sample run with everything a peer can put into a report made as hostile as can be.
#pragma once

#include "goldens/sample_run.hpp"

namespace confab::reports {

/// Markup of HTML, XML and Markdown, what steers a terminal or the reading direction, a NUL, bytes that are no UTF-8.
inline std::string hostile_text() {
  return std::string(
             "</script><script>alert(1)</script><img src=http://evil.example/x onerror=alert(2)>\" ' & ]]> -->"
             "</pre></code></details></svg>{{{style}}}{{>finding}}\n````\n```\n# not a heading\n| not | a table |\n"
             "[link](http://evil.example/) ![image](http://evil.example/) <http://evil.example> `code` ``\n"
             "\x1b[2J\x1b]0;title\x07 \xE2\x80\xAE reversed \xC2\x9B \xff\xfe \xED\xA0\x80 \xEF\xBF\xBF ") +
         std::string(1, '\0') + "end";
}

/// A line of a mebibyte, and thousands of lines.
inline std::string hostile_body() {
  return std::string(1024 * 1024, '<') + "\n" + std::string(4096, '\n') + hostile_text();
}

inline RunResult hostile_run() {
  RunResult run = sample_run();
  const std::string text = hostile_text();
  run.target = "http://127.0.0.1:8080/" + text;
  run.fault = text;
  for (ScenarioResult& scenario : run.scenarios) {
    if (!scenario.reason.empty()) scenario.reason += text;
    for (StepResult& step : scenario.steps) {
      step.name += text;
      for (CheckResult& check : step.checks) {
        if (check.verdict == Verdict::pass) continue;
        check.expected += text;
        check.actual += hostile_body();
        check.reason += text;
      }
      for (Exchange& exchange : step.exchanges) {
        exchange.url += text;
        exchange.fault += text;
        exchange.request_body = text;
        exchange.response_body = hostile_body();
        for (int count = 0; count < 200; ++count)
          exchange.response_headers.emplace_back(text, hostile_body().substr(0, 4096));
      }
    }
  }
  for (ClauseResult& clause : run.clauses) {
    if (!clause.reason.empty()) clause.reason += text;
  }
  return run;
}

}  // namespace confab::reports
