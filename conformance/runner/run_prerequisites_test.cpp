#include "framework/catch.hpp"
#include "runner/toy_stories.hpp"

using namespace confab;
using namespace confab::conformance;
using namespace confab::conformance::toy;
using reports::Verdict;

TEST_CASE("A broken prerequisite makes the rest untestable, or a skip where a feature was only tried") {
  const Server server({"create_fails"});
  const std::string rest = told("  - { call: get, path: { id: $id }, expect: { status: 200, proves: [toy.a] } }\n");
  const auto result = run(server, rest);
  CHECK(verdict(result, "a") == Verdict::untestable);
  CHECK(clause(result, "a").reason.find("call create: expected status 201, came status 500") == 0);
  CHECK(verdict(result, "statuses") == Verdict::fail);  // 500 is undocumented
  CHECK(result.scenarios[0].verdict == Verdict::fail);
  CHECK(server.requests() == 2);  // the first contact, and the one call

  const Server busy;
  const std::string tried = "needs: [slow]\n" + kOpening + "steps:" + kCreateAndTell + R"(
  - { stream: events, as: live, path: { id: $id }, background: true }
  - { await: live, frame: TOOL, within: 5s }
  - { call: get, path: { id: $id }, expect: { status: 200, proves: [toy.a] } }
)";
  const auto skipped = run(busy, tried);
  CHECK(blamed(skipped).empty());
  CHECK(verdict(skipped, "a") == Verdict::skip);
  CHECK(skipped.scenarios[0].verdict == Verdict::skip);
  CHECK(skipped.scenarios[0].reason.find("the story needs slow, which was only tried") == 0);
}

TEST_CASE("Of the expectations on one answer, those that stand on a broken one are not judged") {
  const std::string steps = kOpening + R"(steps:
  - call: create
    body: { title: one }
    expect:
      - { status: 201, proves: [toy.a] }
      - { body: { id: '1' }, proves: [toy.b, toy.guess] }
)";
  const Server server({"create_fails"});
  const auto result = run(server, steps);
  CHECK(verdict(result, "a") == Verdict::fail);
  CHECK(verdict(result, "b") == Verdict::untestable);
  CHECK(verdict(result, "guess") == Verdict::info);  // what is only assumed cannot hold up a verdict
  CHECK_FALSE(clause(result, "guess").reason.empty());
}

TEST_CASE("Another success than expected is named, and the story goes on, so that nothing else is hidden by it") {
  const Server server({"odd_status"});
  const auto result = run(server, whole_story());
  CHECK(blamed(result) == "statuses");
  CHECK(verdict(result, "replay") == Verdict::pass);
  const auto proved =
      run(server, kOpening + "steps:\n  - { call: create, body: { title: x }, expect: { status: 201, proves: [toy.a] } }\n");
  CHECK(verdict(proved, "a") == Verdict::fail);
}

TEST_CASE("The agent's speed is no breach: only_while excuses what came after the end of the run") {
  const std::string steps = told(R"(
  - { stream: events, as: live, path: { id: $id }, background: true }
  - { await: live, frame: START }
  - call: tell
    path: { id: $id }
    body: {}
    only_while: { stream: live, too_late: { status: 202 } }
    expect: { status: 409, proves: [toy.a] }
  - { call: get, path: { id: $id }, expect: { status: 200, proves: [toy.b] } }
)");
  const Server fast;
  const auto excused = run(fast, steps);
  CHECK(blamed(excused).empty());
  CHECK(verdict(excused, "a") == Verdict::skip);
  CHECK(clause(excused, "a").reason.find("the run ended before this step could be judged") == 0);
  CHECK(verdict(excused, "b") == Verdict::skip);

  const Server slow({}, std::chrono::milliseconds(40));
  CHECK(verdict(run(slow, steps), "a") == Verdict::pass);
  const std::string otherwise = "too_late: { status: 202 }";
  std::string strict = steps;
  strict.replace(strict.find(otherwise), otherwise.size(), "too_late: { status: 404 }");
  CHECK(verdict(run(fast, strict), "a") == Verdict::fail);  // 202 is not what an agent's speed explains there
  const Server wrong({"tell_twice"}, std::chrono::milliseconds(80));
  CHECK(verdict(run(wrong, steps), "a") == Verdict::fail);
}

TEST_CASE("A feature that its owner declares and that does not show is a failure, whatever the clause rests on") {
  const std::string tried = "needs: [slow]\n" + kOpening + "steps:" + kCreateAndTell + R"(
  - { stream: events, as: live, path: { id: $id }, background: true }
  - { await: live, frame: TOOL, within: 5s, proves: [toy.seen] }
)";
  const Server server;
  Deployment deployment = server.deployment();
  deployment.declared.insert("slow");  // by the contract
  const auto warned = run(server, tried, deployment);
  CHECK(verdict(warned, "seen") == Verdict::warn);
  CHECK_FALSE(reports::failed(warned));
  deployment.promised.insert("slow");
  const auto failed = run(server, tried, deployment);
  CHECK(verdict(failed, "seen") == Verdict::warn);
  CHECK(failed.scenarios[0].verdict == Verdict::fail);
  CHECK(reports::failed(failed));

  const Server broken({"create_fails"});
  Deployment same = broken.deployment();
  same.declared.insert("slow");
  same.promised.insert("slow");
  CHECK(run(broken, tried, same).scenarios[0].verdict == Verdict::fail);
}
