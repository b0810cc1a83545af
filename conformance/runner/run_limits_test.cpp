// A run keeps to what the deployment allows.
#include "framework/catch.hpp"
#include "runner/toy_stories.hpp"

using namespace confab;
using namespace confab::conformance;
using namespace confab::conformance::toy;
using reports::Verdict;

namespace {

reports::RunResult run_with(const Server& server, const std::string& yaml, const Limits& limits, bool read_only = false) {
  Deployment deployment = server.deployment();
  deployment.limits = limits;
  deployment.read_only = read_only;
  return run(server, yaml, deployment);
}

}  // namespace

TEST_CASE("429 is waited out and asked again, in calls, streams and replays alike, and counted") {
  const Server server({"busy"});
  const auto result = run(server, whole_story());
  CHECK(blamed(result).empty());
  CHECK(verdict(result, "replay") == Verdict::pass);
  CHECK(verdict(result, "history") == Verdict::pass);
  CHECK(result.throttling.refusals >= 3);
  CHECK(result.throttling.waited_ms >= 100);
}

TEST_CASE("A deployment that refuses for ever is left, blamed for nothing and proved nothing") {
  const Server server({"always_busy"});
  Limits limits;
  limits.retry_timeout = std::chrono::milliseconds(150);
  const auto result = run_with(server, whole_story(), limits);
  CHECK(blamed(result).empty());
  CHECK(verdict(result, "a") == Verdict::untestable);
  CHECK(result.scenarios[0].reason.find("goes on to do so for 150 ms") != std::string::npos);
  CHECK(reports::exit_status(result) == 1);
}

TEST_CASE("Where a step expects 429 it is an answer like any other") {
  const Server server({"always_busy"});
  const auto result =
      run(server, kOpening +
                      "steps:\n  - { call: create, body: { title: x }, expect: { status: 429, proves: [toy.a] } }\n"
                      "  - parallel: [{ call: create, body: { title: x } }]\n    times: 3\n"
                      "    expect: { statuses: { '429': 3 }, proves: [toy.b] }\n");
  CHECK(verdict(result, "a") == Verdict::pass);
  CHECK(verdict(result, "b") == Verdict::pass);
  CHECK(result.throttling.refusals == 0);
}

TEST_CASE("Read-only, a story that may change something is skipped and nothing is sent for it; the result is partial") {
  const Server server;
  const auto skipped = run_with(server, whole_story(), {}, true);
  CHECK(verdict(skipped, "a") == Verdict::skip);
  CHECK(skipped.scenarios[0].verdict == Verdict::skip);
  CHECK(skipped.scenarios[0].reason == "may change something (POST create), and the run is read-only");
  CHECK(skipped.partial);
  CHECK(server.requests() == 1);  // the first contact

  const auto read = run_with(
      server, kOpening + "steps:\n  - { call: get, path: { id: none }, expect: { status: 404, proves: [toy.a] } }\n", {},
      true);
  CHECK(verdict(read, "a") == Verdict::pass);
  CHECK(reports::conformant(read).is_null());
  CHECK(reports::exit_status(read) == 0);
}

TEST_CASE("A story that needs more connections than are allowed is skipped, and told so") {
  const std::string steps = told(R"(
  - { stream: events, as: live, path: { id: $id }, background: true }
  - { call: get, path: { id: $id }, expect: { status: 200, proves: [toy.a] } }
)");
  const Server server;
  const auto one = run_with(server, steps, {.concurrency = 1});
  CHECK(verdict(one, "a") == Verdict::skip);
  CHECK(one.scenarios[0].reason == "needs 2 connections at the same time, and the deployment allows 1");
  CHECK(verdict(run_with(server, steps, {.concurrency = 2}), "a") == Verdict::pass);
  CHECK(blamed(run_with(server, whole_story(), {.concurrency = 1})).empty());
}

TEST_CASE("More requests at once than a second may hold are not sent") {
  const std::string steps = kOpening +
                            "steps:\n  - parallel: [{ call: create, body: { title: x } }]\n    times: 5\n"
                            "    expect: { statuses: { '201': 5 }, proves: [toy.a] }\n";
  const Server server;
  const auto slow = run_with(server, steps, {.requests_per_second = 4});
  CHECK(verdict(slow, "a") == Verdict::skip);
  CHECK(slow.scenarios[0].reason == "sends 5 requests at once, and the deployment allows 4 a second");
  CHECK(verdict(run_with(server, steps, {.requests_per_second = 500}), "a") == Verdict::pass);
}

TEST_CASE("An answer above the deployment's budget is left unjudged") {
  const Server server;
  const auto result = run_with(server, whole_story(), {.response_bytes = 8});
  CHECK(verdict(result, "a") == Verdict::untestable);
  CHECK(result.scenarios[0].reason.find("larger than this suite reads") != std::string::npos);
  const auto few = run_with(server, whole_story(), {.stream_frames = 2});
  CHECK(few.scenarios[0].verdict == Verdict::untestable);
  CHECK(blamed(few).empty());
}
