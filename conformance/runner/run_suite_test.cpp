#include "framework/catch.hpp"
#include "runner/toy_stories.hpp"
#include "source/user_error.hpp"

using namespace confab;
using namespace confab::conformance;
using namespace confab::conformance::toy;
using reports::Verdict;

TEST_CASE("Features and personas that a deployment lacks are skips with a reason") {
  const Server server;
  Deployment deployment = server.deployment();
  deployment.declared.clear();
  const std::string steps = told(kReadToTheEnd +
                                 "  - { replay: live, needs: [replay], proves: [toy.replay] }\n  - { call: get, path: { id: "
                                 "$id }, expect: { status: 200, proves: [toy.a] } }\n");
  const auto result = run(server, steps, deployment);
  CHECK(verdict(result, "replay") == Verdict::skip);
  CHECK(clause(result, "replay").reason == "needs replay, which the deployment does not declare");
  CHECK(verdict(result, "a") == Verdict::pass);
  CHECK(result.scenarios[0].verdict == Verdict::pass);

  const std::string other =
      kOpening +
      "steps:\n  - { call: create, persona: other, body: { title: x }, expect: { status: 201, proves: [toy.a] } }\n";
  const auto without = run(server, other);
  CHECK(without.scenarios[0].verdict == Verdict::skip);
  CHECK(clause(without, "a").reason == "needs the persona other, for whom no credential was given");
  CHECK(verdict(without, "create.model") == Verdict::skip);
}

TEST_CASE("Clean-up always runs, and is not judged") {
  const Server server;
  const auto result = run(server, kOpening + R"(steps:
  - { call: create, body: { title: one }, expect: { status: 418 }, save: { id: /id } }
  - { call: get, path: { id: $id }, expect: { status: 200, proves: [toy.a] } }
cleanup:
  - { call: get, path: { id: $id } }
  - { call: create, body: {} }
)");
  CHECK(verdict(result, "a") == Verdict::untestable);
  const auto& last = result.scenarios[0].steps.back();
  CHECK(last.name == "clean up: call create");
  CHECK(last.verdict == Verdict::untested);
  CHECK(last.checks.empty());
  CHECK(last.exchanges.size() == 1);
}

TEST_CASE("A credential that a server echoes is nowhere in the result") {
  const Server server({"echo_key"});
  const auto result = run(server, kOpening +
                                      "steps:\n  - { call: create, body: { title: one }, expect: { status: 201, body: { "
                                      "title: one }, proves: [toy.a] } }\n");
  CHECK(verdict(result, "a") == Verdict::fail);
  for (const auto& step : result.scenarios[0].steps) {
    for (const auto& check : step.checks) CHECK(check.actual.find("toy-secret") == std::string::npos);
    for (const auto& exchange : step.exchanges) {
      CHECK(exchange.response_body.find("toy-secret") == std::string::npos);
      for (const auto& [name, value] : exchange.request_headers) CHECK(value.find("toy-secret") == std::string::npos);
    }
  }
}

TEST_CASE("A deployment that cannot be reached is told so, and nothing is judged") {
  const RefusedPort port;
  Deployment deployment;
  deployment.base_url = "http://127.0.0.1:" + std::to_string(port.number());
  const auto result = run_suite(the_vendor(), {story(whole_story())}, deployment, {});
  CHECK(result.fault.find(deployment.base_url + " cannot be tested: unreachable") == 0);
  CHECK(result.scenarios.empty());
  CHECK(reports::exit_status(result) == 3);
  const Server garbage({"garbage"});
  CHECK(reports::exit_status(run(garbage, whole_story())) == 3);
}

TEST_CASE("A peer that breaks off in the middle is judged, not a fault of ours") {
  const Server server({"create_resets"});
  const auto result = run(server, whole_story());
  CHECK(result.fault.empty());
  CHECK(verdict(result, "statuses") == Verdict::fail);
  CHECK(check_of(result, "status", "statuses").actual.find("no response") == 0);
  CHECK(reports::exit_status(result) == 1);
}

TEST_CASE("A peer that never answers ends in bounded time") {
  const RawPeer mute([](RawConnection& connection, int) { connection.wait_for_hang_up(); });
  Deployment deployment;
  deployment.base_url = mute.url();
  deployment.timeout = std::chrono::milliseconds(100);
  std::vector<scenarios::Scenario> many;
  for (int i = 0; i < 30; ++i) many.push_back(story(whole_story(), "toy/story" + std::to_string(i)));
  RunOptions options;
  options.jobs = 4;
  const auto result = run_suite(the_vendor(), many, deployment, options);
  CHECK(result.duration_ms < 3'000);
  CHECK(verdict(result, "statuses") == Verdict::fail);
  CHECK(result.scenarios.back().verdict == Verdict::untestable);
  CHECK(result.scenarios.back().reason == "the deployment answered none of the first requests");
}

TEST_CASE("Stories are played at the same time; results keep the order, and each end is told once") {
  const Server server;
  std::vector<scenarios::Scenario> many;
  for (int i = 0; i < 12; ++i) many.push_back(story(whole_story(), "toy/story" + std::to_string(100 + i)));
  RunOptions options;
  options.jobs = 4;
  std::vector<std::size_t> told_counts;
  options.on_scenario = [&](const reports::ScenarioResult&, std::size_t done, std::size_t total) {
    CHECK(total == 12);
    told_counts.push_back(done);
  };
  const auto result = run_suite(the_vendor(), many, server.deployment(), options);
  REQUIRE(result.scenarios.size() == 12);
  for (int i = 0; i < 12; ++i)
    CHECK(result.scenarios[static_cast<std::size_t>(i)].id == "toy/story" + std::to_string(100 + i));
  CHECK(told_counts.size() == 12);
  CHECK(std::is_sorted(told_counts.begin(), told_counts.end()));
  CHECK(blamed(result).empty());
}

TEST_CASE("A partial run says so, and a plan contacts nobody") {
  const std::vector<scenarios::Scenario> two = {story(whole_story(), "toy/one"),
                                                story("needs: [scripted_agent]\n" + whole_story().substr(1), "toy/two")};
  Deployment nowhere;
  nowhere.base_url = "http://192.0.2.1:9";
  RunOptions options;
  const Plan all = plan_suite(the_vendor(), two, nowhere, options);
  REQUIRE(all.scenarios.size() == 2);
  CHECK_FALSE(all.partial);
  CHECK(all.scenarios[0].skipped.empty());
  CHECK(all.scenarios[0].steps.front().name == "call create");
  CHECK(all.scenarios[1].skipped == "needs scripted_agent, which the deployment does not declare");
  options.only = {"toy/one"};
  CHECK(plan_suite(the_vendor(), two, nowhere, options).partial);
  const Server server;
  const auto result = run_suite(the_vendor(), two, server.deployment(), options);
  CHECK(result.partial);
  CHECK(result.scenarios.size() == 1);
  options.only = {"nothing"};
  CHECK_THROWS_AS(run_suite(the_vendor(), two, server.deployment(), options), source::UserError);
}

TEST_CASE("Judgements for a skipped clause do not count") {
  const Server server({"bad_body"});
  RunOptions options;
  options.skip = {"toy.create.model"};
  const auto result = run_suite(the_vendor(), {story(whole_story())}, server.deployment(), options);
  CHECK(blamed(result).empty());
  CHECK(result.partial);
  CHECK(result.scenarios[0].verdict == Verdict::pass);
}

TEST_CASE("A refusal that was expected is judged as such, and a stream opened instead does not hang the suite") {
  const Server server;
  const auto result = run(server, told(kReadToTheEnd + R"(
  - { stream: events, as: gone, path: { id: nothing }, until: end, within: 2s, proves: [toy.a], expect: { status: 404, body: { code: UNKNOWN } } }
  - { stream: events, as: wrong, path: { id: $id }, until: end, within: 30s, expect: { status: 403, proves: [toy.seen] } }
  - { call: events, path: { id: $id }, expect: { status: 403, proves: [toy.guess] } }
)"));
  CHECK(blamed(result) == "seen guess");
  CHECK(verdict(result, "a") == Verdict::pass);
  CHECK(result.duration_ms < 5'000);
}
