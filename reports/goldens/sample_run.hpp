// The run that every golden shows: each verdict once at least, hostile text, and times that never change.
#pragma once

#include "result/result.hpp"

namespace confab::reports {

inline Exchange sample_exchange(int id, std::string operation, std::string method, int status, std::string body) {
  Exchange exchange;
  exchange.id = id;
  exchange.operation = std::move(operation);
  exchange.method = std::move(method);
  exchange.url = "http://127.0.0.1:8080/v2/conversations/0b0e7a6e-5a5c-4f6e-9d52-7f0d2a6b1c11";
  exchange.request_headers = {{"Authorization", "[credential of default]"}, {"Accept", "application/json"}};
  exchange.status = status;
  exchange.response_headers = {{"Content-Type", "application/json"}, {"X-Odd", "a\tb"}};
  exchange.response_body = std::move(body);
  exchange.started_ms = 10.5 * id;
  exchange.duration_ms = 2.25;
  return exchange;
}

inline ClauseResult sample_clause(std::string name, std::string operation, Verdict verdict, spec::Provenance provenance,
                                  std::string reason, std::vector<std::string> proofs) {
  ClauseResult result;
  result.clause.id = "reveng." + (operation.empty() ? "" : operation + ".") + name;
  result.clause.operation = std::move(operation);
  result.clause.level = spec::Level::must;
  result.clause.provenance = provenance;
  result.clause.source = "sample notes, row " + name;
  result.clause.text = "The promise called " + name + " holds.";
  result.clause.proved_by = proofs.empty() ? std::vector<std::string>{"reveng/unreached"} : proofs;
  result.vendor = "reveng";
  result.verdict = verdict;
  result.reason = std::move(reason);
  result.proofs = std::move(proofs);
  return result;
}

inline StepResult sample_step(std::string kind, std::string name, int line, std::vector<CheckResult> checks,
                              std::vector<Exchange> exchanges) {
  StepResult step;
  step.kind = std::move(kind);
  step.name = std::move(name);
  step.place = "scenarios/reveng/sample.yaml:" + std::to_string(line);
  step.verdict = worst(checks);
  step.checks = std::move(checks);
  step.exchanges = std::move(exchanges);
  step.duration_ms = 12.5;
  return step;
}

inline ScenarioResult sample_scenario(std::string name, std::vector<StepResult> steps) {
  ScenarioResult scenario;
  scenario.id = "reveng/" + name;
  scenario.title = "A story about " + name;
  scenario.vendor = "reveng";
  scenario.verdict = worst(steps);
  scenario.steps = std::move(steps);
  scenario.duration_ms = 25;
  return scenario;
}

inline std::string sample_stream() {
  std::string bytes;
  for (int id = 1; id <= 30; ++id) bytes += "id: " + std::to_string(id) + "\ndata: {}\n\n";
  return bytes;
}

/// A breach, in two stories; one that quotes control characters, markup and a stray byte.
inline std::vector<ScenarioResult> sample_failures() {
  const CheckResult missing = {"expect.status", "reveng.cancel_run.no_run", Verdict::fail, "404", "200", "", 2};
  CheckResult again = missing;
  again.exchange = 3;
  const CheckResult order = {"stream.order.text",
                             "reveng.stream_events.order",
                             Verdict::fail,
                             "TEXT_MESSAGE_CONTENT or TEXT_MESSAGE_END",
                             std::string("RUN_\x1b[31mFINISHED\x01 <&\"'> \xff ]]>\nsecond line"),
                             "",
                             4};
  const CheckResult created = {"status", "reveng.create_conversation.created", Verdict::pass, "", "", "", 1};
  Exchange stream = sample_exchange(4, "stream_events", "GET", 200, sample_stream());
  stream.fault = "the peer closed the connection before the end of the body";
  return {
      sample_scenario("cancel", {sample_step("call", "call create_conversation", 7, {created},
                                             {sample_exchange(1, "create_conversation", "POST", 201, "{\"title\":\"a\"}")}),
                                 sample_step("call", "call cancel_run", 12, {missing},
                                             {sample_exchange(2, "cancel_run", "POST", 200, "{\"status\":\"ok\"}")})}),
      sample_scenario("cancel_again", {sample_step("call", "call cancel_run", 9, {again},
                                                   {sample_exchange(3, "cancel_run", "POST", 200, "{}")})}),
      sample_scenario("order", {sample_step("stream", "stream stream_events", 5, {order}, {std::move(stream)})})};
}

/// A prerequisite that failed, our own fault, a skip, and differences of weaker provenance.
inline std::vector<ScenarioResult> sample_others() {
  const CheckResult prerequisite = {
      "expect.status", "", Verdict::untestable, "201", "500", "nothing after this can be judged", 5};
  const CheckResult observed = {
      "stream.data", "reveng.stream_events.data", Verdict::warn, "a string at /data/delta", "42", "", 6};
  const CheckResult assumed = {
      "expect.body", "reveng.get_conversation.title", Verdict::info, "\"\" at /title", "null", "", 7};
  const CheckResult waiting = {
      "expect.frames", "reveng.confirm_tool.asked", Verdict::skip, "", "", "the agent asked for no confirmation", 0};
  StepResult follows = sample_step("stream", "stream stream_events", 21, {}, {});
  follows.checks = {
      {"expect.frames", "reveng.stream_events.live", Verdict::untestable, "", "", "an earlier step failed", 0}};
  follows.verdict = Verdict::untestable;
  follows.reason = "an earlier step failed";
  ScenarioResult skipped = sample_scenario("replay", {});
  skipped.verdict = Verdict::skip;
  skipped.reason = "needs replay, which the deployment does not declare";
  ScenarioResult broken = sample_scenario("broken", {});
  broken.verdict = Verdict::error;
  broken.reason = "invariant violated: a bug of ours";
  return {sample_scenario("untestable", {sample_step("call", "call create_conversation", 18, {prerequisite},
                                                     {sample_exchange(5, "create_conversation", "POST", 500, "oops")}),
                                         follows}),
          sample_scenario("weaker", {sample_step("stream", "stream stream_events", 30, {observed, waiting},
                                                 {sample_exchange(6, "stream_events", "GET", 200, "data: {}\n\n")}),
                                     sample_step("call", "call get_conversation", 33, {assumed},
                                                 {sample_exchange(7, "get_conversation", "GET", 200, "{\"title\":null}")})}),
          std::move(skipped), std::move(broken)};
}

inline RunResult sample_run() {
  using spec::Provenance;
  RunResult run;
  run.tool_version = "0.1.0";
  run.started_at = "2026-11-23T06:00:00.123Z";
  run.run_id = "c0ffee";
  run.target = "http://127.0.0.1:8080";
  run.vendors = {"reveng"};
  run.options = {"--credential", "default=env:KEY OF MINE"};
  run.duration_ms = 1234.5678;
  run.scenarios = sample_failures();
  for (ScenarioResult& scenario : sample_others()) run.scenarios.push_back(std::move(scenario));
  run.clauses = {
      sample_clause("media_type", "", Verdict::pass, Provenance::seed, "", {"reveng/cancel"}),
      sample_clause("created", "create_conversation", Verdict::pass, Provenance::sdk, "", {"reveng/cancel"}),
      sample_clause("no_run", "cancel_run", Verdict::fail, Provenance::seed, "", {"reveng/cancel", "reveng/cancel_again"}),
      sample_clause("owner", "cancel_run", Verdict::error, Provenance::seed, "invariant violated: a bug of ours",
                    {"reveng/broken"}),
      sample_clause("order", "stream_events", Verdict::fail, Provenance::seed, "", {"reveng/order"}),
      sample_clause("data", "stream_events", Verdict::warn, Provenance::source, "", {"reveng/weaker"}),
      sample_clause("replay", "stream_events", Verdict::skip, Provenance::seed,
                    "needs replay, which the deployment does not declare", {}),
      sample_clause("live", "stream_events", Verdict::untestable, Provenance::seed, "an earlier step failed",
                    {"reveng/untestable"}),
      sample_clause("title", "get_conversation", Verdict::info, Provenance::assumed, "", {"reveng/weaker"}),
      sample_clause("asked", "confirm_tool", Verdict::skip, Provenance::seed, "the agent asked for no confirmation",
                    {"reveng/weaker"}),
      sample_clause("late", "confirm_tool", Verdict::untested, Provenance::seed, "", {}),
      sample_clause("internal", "confirm_tool", Verdict::untested, Provenance::seed, "cannot be seen from outside", {})};
  run.clauses.back().excluded = true;
  run.clauses.back().clause.excluded = run.clauses.back().reason;
  run.clauses.back().clause.proved_by.clear();
  run.left_behind = {{"reveng", "create_conversation", "0b0e7a6e", "default", "", "no operation deletes it", true},
                     {"reveng", "create_conversation", "1c1f8b7f", "default", "", "no operation deletes it", true},
                     {"reveng", "create_other", "", "second_user", "DELETE /others/7", "DELETE got: status 500", false}};
  run.ledger = "confab-ledger-c0ffee.jsonl";
  run.throttling = {.refusals = 2, .waited_ms = 1500};
  run.clauses[2].killed_by = KilledBy{"status:to=599", "expect.status", "scenarios/reveng/<cancel>.yaml:7"};
  return run;
}

}  // namespace confab::reports
