#include "runner/run_suite.hpp"

#include "checks/toy_vendor.hpp"
#include "framework/catch.hpp"
#include "loader/load_scenarios.hpp"
#include "runner/toy_server.hpp"
#include "source/user_error.hpp"

using namespace confab;
using namespace confab::conformance;
using reports::Verdict;

namespace {

const spec::Vendor& vendor() {
  static const spec::Vendor made = toy::vendor();
  return made;
}

scenarios::Scenario story(const std::string& yaml, const std::string& id = "toy/story") {
  return scenarios::load_scenario(source::Document::parse_yaml(id + ".yaml", yaml), id, vendor());
}

const std::string kOpening = R"(
title: A story
vendor: toy
prompts: { hello: Say hello. }
agent:
  - on: hello
    do: [{ say: Hello., chunks: 3 }]
)";

const std::string kCreateAndTell = R"(
  - call: create
    body: { title: one }
    expect: { status: 201 }
    save: { id: /id }
  - call: tell
    path: { id: $id }
    body: { text: $prompts.hello }
    expect: { status: 202 }
)";

/// Steps after a thing was created and told something.
std::string told(const std::string& steps) {
  return kOpening + "steps:" + kCreateAndTell + steps;
}

const std::string kReadToTheEnd = R"(
  - { stream: events, as: live, path: { id: $id }, until: terminal, within: 2s }
)";

reports::RunResult run(const toy::Server& server, const std::string& yaml, Deployment deployment = {}) {
  if (deployment.base_url.empty()) deployment = server.deployment();
  return run_suite(vendor(), {story(yaml)}, deployment, {});
}

const reports::ClauseResult& clause(const reports::RunResult& result, const std::string& id) {
  for (const auto& row : result.clauses) {
    if (row.clause.id == "toy." + id) return row;
  }
  FAIL("no clause " << id);
  return result.clauses.front();
}

Verdict verdict(const reports::RunResult& result, const std::string& id) {
  return clause(result, id).verdict;
}

/// The clauses that a deployment is blamed for.
std::string blamed(const reports::RunResult& result) {
  std::string ids;
  for (const auto& row : result.clauses) {
    const bool breach = row.verdict == Verdict::fail || row.verdict == Verdict::warn || row.verdict == Verdict::info;
    if (breach) ids += (ids.empty() ? "" : " ") + row.clause.id.substr(4);
  }
  return ids;
}

const reports::CheckResult& check_of(const reports::RunResult& result, const std::string& id, const std::string& of_clause) {
  for (const auto& step : result.scenarios.at(0).steps) {
    for (const auto& check : step.checks) {
      if (check.check == id && check.clause == "toy." + of_clause && check.verdict > Verdict::pass) return check;
    }
  }
  FAIL("no broken check " << id << " of " << of_clause);
  return result.scenarios.at(0).steps.at(0).checks.at(0);
}

const std::string kWhole = told(R"(
  - stream: events
    as: live
    path: { id: $id }
    until: terminal
    within: 2s
    expect:
      - { status: 200, media_type: text/event-stream, proves: [toy.a] }
      - { frames: [START, SAY, OVER], proves: [toy.a] }
      - { text: 'Hello, my friend.', proves: [toy.b] }
  - { replay: live, proves: [toy.replay], within: 2s }
  - { compare: live, with: stored, proves: [toy.history] }
  - { compare: live, with: text, proves: [toy.history] }
  - call: create
    body: { name: none }
    expect: { status: 400, body: { code: NO_TITLE }, proves: [toy.c] }
  - call: tell
    path: { id: $id }
    body: {}
    expect: { status: 202, proves: [toy.live] }
)");

}  // namespace

TEST_CASE("A correct server passes, whichever way it is correct") {
  for (const std::set<std::string>& ways : {std::set<std::string>{}, {"keep_open"}, {"hold_head"}, {"late_store"}}) {
    const toy::Server server(ways);
    const auto result = run(server, kWhole);
    INFO((ways.empty() ? "plain" : *ways.begin()));
    CHECK(blamed(result).empty());
    CHECK(result.fault.empty());
    REQUIRE(result.scenarios.size() == 1);
    CHECK(result.scenarios[0].verdict == Verdict::pass);
    for (const char* id : {"a", "b", "c", "replay", "history", "live", "statuses", "media", "create.model", "errors",
                           "framing", "names", "payload", "ids", "run", "text", "terminal", "stored"}) {
      INFO(id);
      CHECK(verdict(result, id) == Verdict::pass);
    }
    CHECK(verdict(result, "tool") == Verdict::skip);  // no frame of that lane came: nothing is proved
    CHECK(clause(result, "a").proofs == std::vector<std::string>{"toy/story"});
  }
}

TEST_CASE("Each breach is named under its own clause, as hard as that is known") {
  struct Row {
    std::string breach, blamed;
  };
  const Row rows[] = {
      {"odd_status", "statuses"},   {"bad_body", "create.model"},      {"bad_media", "media"},
      {"bad_envelope", "errors c"}, {"not_json", "framing history b"}, {"odd_name", "names history stored"},
      {"ids_fall", "ids replay"},   {"lane", "text stored"},           {"after_the_end", "terminal stored"},
      {"replay_all", "replay"},     {"replay_repeats", "replay"},      {"replay_drops", "replay"},
      {"foreign_replay", "replay"}, {"stored_differs", "history"},
  };
  for (const Row& row : rows) {
    const toy::Server server({row.breach});
    const auto result = run(server, kWhole);
    INFO(row.breach << ": " << blamed(result));
    for (std::size_t at = 0; at < row.blamed.size();) {
      const std::size_t end = std::min(row.blamed.find(' ', at), row.blamed.size());
      const std::string id = row.blamed.substr(at, end - at);
      const Verdict expected =
          id == "ids" ? Verdict::info : (id == "text" || id == "stored" || id == "run" ? Verdict::warn : Verdict::fail);
      CHECK(verdict(result, id) == expected);
      at = end + 1;
    }
  }
}

TEST_CASE("The replay bugs are told in words") {
  const std::map<std::string, std::string> words = {{"replay_all", "the whole history comes again"},
                                                    {"replay_repeats", "the last frame seen comes again: off by one"},
                                                    {"replay_drops", "is left out"},
                                                    {"foreign_replay", "which is no frame of this run"}};
  for (const auto& [breach, word] : words) {
    const toy::Server server({breach});
    const auto result = run(server, told(kReadToTheEnd + "  - { replay: live, proves: [toy.replay], within: 2s }\n"));
    INFO(breach << ": " << check_of(result, "stream.replay", "replay").actual);
    CHECK(check_of(result, "stream.replay", "replay").actual.find(word) != std::string::npos);
    CHECK(check_of(result, "stream.replay", "replay").exchange > 0);
  }
}

TEST_CASE("A replay that never yields what was missed is given up, and named") {
  const toy::Server server({"replay_live_only", "keep_open"});
  Deployment deployment = server.deployment();
  deployment.timeout = std::chrono::milliseconds(300);
  const auto result =
      run(server, told(kReadToTheEnd + "  - { replay: live, proves: [toy.replay], within: 1s }\n"), deployment);
  CHECK(verdict(result, "replay") == Verdict::fail);
  CHECK(check_of(result, "stream.replay", "replay").actual.find("0 of them came") == 0);
}

TEST_CASE("A stream that ends, or just stops, without its terminal frame breaks the clause of the terminal") {
  for (const char* way : {"no_terminal", "silent_end"}) {
    const toy::Server server({way});
    const auto result = run(server, told("  - { stream: events, as: live, path: { id: $id }, until: terminal, within: 300ms "
                                         "}\n  - { replay: live, proves: [toy.replay] }\n"));
    INFO(way);
    CHECK(blamed(result) == "terminal");
    CHECK(check_of(result, "stream.terminal", "terminal").expected.find("OVER or BROKEN") == 0);
    CHECK(verdict(result, "replay") == Verdict::untestable);
    CHECK(result.scenarios[0].verdict == Verdict::fail);
    CHECK(result.duration_ms < 5'000);
  }
}

TEST_CASE("A broken prerequisite makes the rest untestable, or a skip where a feature was only tried") {
  const toy::Server server({"create_fails"});
  const std::string rest = told("  - { call: get, path: { id: $id }, expect: { status: 200, proves: [toy.a] } }\n");
  const auto result = run(server, rest);
  CHECK(verdict(result, "a") == Verdict::untestable);
  CHECK(clause(result, "a").reason.find("call create: expected status 201, came status 500") == 0);
  CHECK(verdict(result, "statuses") == Verdict::fail);  // 500 is undocumented
  CHECK(result.scenarios[0].verdict == Verdict::fail);
  CHECK(server.requests() == 2);  // the first contact, and the one call

  const toy::Server busy;
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
      - { body: { id: '1' }, proves: [toy.b] }
)";
  const toy::Server server({"create_fails"});
  const auto result = run(server, steps);
  CHECK(verdict(result, "a") == Verdict::fail);
  CHECK(verdict(result, "b") == Verdict::untestable);
}

TEST_CASE("Another success than expected is named, and the story goes on, so that nothing else is hidden by it") {
  const toy::Server server({"odd_status"});
  const auto result = run(server, kWhole);
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
    only_while: live
    expect: { status: 409, proves: [toy.a] }
  - { call: get, path: { id: $id }, expect: { status: 200, proves: [toy.b] } }
)");
  const toy::Server fast;
  const auto excused = run(fast, steps);
  CHECK(blamed(excused).empty());
  CHECK(verdict(excused, "a") == Verdict::skip);
  CHECK(clause(excused, "a").reason.find("the run ended before this step could be judged") == 0);
  CHECK(verdict(excused, "b") == Verdict::skip);

  const toy::Server slow({}, std::chrono::milliseconds(40));
  CHECK(verdict(run(slow, steps), "a") == Verdict::pass);
  const toy::Server wrong({"tell_twice"}, std::chrono::milliseconds(80));
  CHECK(verdict(run(wrong, steps), "a") == Verdict::fail);
}

TEST_CASE("A run that was resumed elsewhere than asked is no breach of order as well") {
  const toy::Server server({"replay_all"});
  const auto result = run(server, told(R"(
  - { stream: events, as: live, path: { id: $id }, background: true }
  - { await: live, frame: SAY, save: { seen: /n } }
  - { await: live, terminal: true }
  - { stream: events, as: rest, path: { id: $id }, query: { after: $seen }, until: terminal, within: 2s, expect: { frames: { $exactly: [SAY, SAY, SAY_END, OVER] }, proves: [toy.a] } }
)"));
  CHECK(blamed(result) == "a");
}

TEST_CASE("An idle stream may wait for its first frame, or be closed, without a breach") {
  const std::string steps = kOpening + R"(steps:
  - { call: create, body: { title: one }, expect: { status: 201 }, save: { id: /id } }
  - { stream: events, as: idle, path: { id: $id }, background: true }
  - { call: tell, path: { id: $id }, body: {}, expect: { status: 202 } }
  - { await: idle, terminal: true, within: 2s, proves: [toy.guess] }
)";
  const toy::Server open;
  CHECK(verdict(run(open, steps), "guess") == Verdict::pass);
  const toy::Server held({"hold_head"});
  CHECK(verdict(run(held, steps), "guess") == Verdict::pass);
  const toy::Server closing({"idle_close"});
  CHECK(blamed(run(closing, steps)) == "guess");
}

TEST_CASE("await counts, matches and saves; the end is the server's") {
  const toy::Server server;
  const auto result = run(server, told(R"(
  - { stream: events, as: live, path: { id: $id }, background: true }
  - { await: live, frame: SAY, count: 2, save: { said: /data/delta } }
  - { await: live, frame: SAY, match: { data: { delta: friend. } }, proves: [toy.a] }
  - { await: live, terminal: true }
  - { await: live, end: true, within: 2s, proves: [toy.b] }
  - { await: live, frame: SAY, match: { data: { delta: $said } }, proves: [toy.c] }
  - { await: live, frame: TOOL, within: 30s, proves: [toy.seen] }
)"));
  CHECK(blamed(result) == "seen");
  CHECK(verdict(result, "a") == Verdict::pass);
  CHECK(verdict(result, "b") == Verdict::pass);
  CHECK(verdict(result, "c") == Verdict::pass);
  CHECK(verdict(result, "seen") == Verdict::warn);
  CHECK(result.duration_ms < 5'000);  // a stream that is over is not waited for
}

TEST_CASE("Two readers, a resumed one, and closing") {
  const toy::Server server;
  const auto result = run(server, told(R"(
  - { stream: events, as: one, path: { id: $id }, background: true }
  - { stream: events, as: two, path: { id: $id }, background: true }
  - { await: one, frame: SAY_BEGIN, save: { seen: /n } }
  - { stream: events, as: rest, path: { id: $id }, query: { after: $seen }, until: terminal, within: 2s, expect: { text: 'Hello, my friend.', proves: [toy.a] } }
  - { stream: events, as: more, path: { id: $id }, query: { after: $seen }, until: terminal, within: 2s }
  - { compare: one, with: two, proves: [toy.same] }
  - { compare: rest, with: more, proves: [toy.same] }
  - { close: two }
  - { stream: events, as: some, path: { id: $id }, until: { frame: SAY, count: 2 }, within: 2s, expect: { frames: [SAY, SAY], proves: [toy.b] } }
)"));
  CHECK(blamed(result).empty());
  CHECK(verdict(result, "same") == Verdict::pass);
  CHECK(verdict(result, "a") == Verdict::pass);
  CHECK(verdict(result, "b") == Verdict::pass);
}

TEST_CASE("Parallel steps start together, and their answers are counted") {
  const std::string steps = kOpening + R"(steps:
  - { call: create, body: { title: one }, expect: { status: 201 }, save: { id: /id } }
  - parallel:
      - { call: tell, path: { id: $id }, body: {} }
    times: 8
    expect: { statuses: { 202: 1, 409: 7 }, proves: [toy.a] }
)";
  const toy::Server server({}, std::chrono::milliseconds(100));
  CHECK(verdict(run(server, steps), "a") == Verdict::pass);
  const toy::Server wrong({"tell_twice"}, std::chrono::milliseconds(100));
  CHECK(verdict(run(wrong, steps), "a") == Verdict::fail);
}

TEST_CASE("poll asks again until it fits, and judges the last answer") {
  const toy::Server server({}, std::chrono::milliseconds(15));
  const std::string steps =
      told("  - { poll: tell, path: { id: $id }, body: {}, within: 3s, expect: { status: 202, proves: [toy.a] } }\n");
  CHECK(verdict(run(server, steps), "a") == Verdict::pass);
  const std::string never =
      told("  - { poll: get, path: { id: $id }, within: 60ms, expect: { status: 404, proves: [toy.a] } }\n");
  CHECK(verdict(run(server, never), "a") == Verdict::fail);
}

TEST_CASE("Frames held back to the end are a breach where the run is known to have taken time") {
  const std::string steps = told(
      "  - { stream: events, as: live, path: { id: $id }, until: terminal, within: 5s, expect: { incremental: true, proves: "
      "[toy.a] } }\n");
  const toy::Server quick;
  CHECK(verdict(run(quick, steps), "a") == Verdict::skip);
  const toy::Server paced({}, std::chrono::milliseconds(60));
  CHECK(verdict(run(paced, steps), "a") == Verdict::pass);
  const toy::Server buffered({"buffered"}, std::chrono::milliseconds(120));
  CHECK(verdict(run(buffered, steps), "a") == Verdict::fail);
}

TEST_CASE("Features and personas that a deployment lacks are skips with a reason") {
  const toy::Server server;
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
  const toy::Server server;
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
  const toy::Server server({"echo_key"});
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
  const auto result = run_suite(vendor(), {story(kWhole)}, deployment, {});
  CHECK(result.fault.find(deployment.base_url + " cannot be tested: unreachable") == 0);
  CHECK(result.scenarios.empty());
  CHECK(reports::exit_status(result) == 3);
  const toy::Server garbage({"garbage"});
  CHECK(reports::exit_status(run(garbage, kWhole)) == 3);
}

TEST_CASE("A peer that breaks off in the middle is judged, not a fault of ours") {
  const toy::Server server({"create_resets"});
  const auto result = run(server, kWhole);
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
  for (int i = 0; i < 30; ++i) many.push_back(story(kWhole, "toy/story" + std::to_string(i)));
  RunOptions options;
  options.jobs = 4;
  const auto result = run_suite(vendor(), many, deployment, options);
  CHECK(result.duration_ms < 3'000);
  CHECK(verdict(result, "statuses") == Verdict::fail);
  CHECK(result.scenarios.back().verdict == Verdict::untestable);
  CHECK(result.scenarios.back().reason == "the deployment answered none of the first requests");
}

TEST_CASE("Stories are played at the same time; results keep the order, and each end is told once") {
  const toy::Server server;
  std::vector<scenarios::Scenario> many;
  for (int i = 0; i < 12; ++i) many.push_back(story(kWhole, "toy/story" + std::to_string(100 + i)));
  RunOptions options;
  options.jobs = 4;
  std::vector<std::size_t> told_counts;
  options.on_scenario = [&](const reports::ScenarioResult&, std::size_t done, std::size_t total) {
    CHECK(total == 12);
    told_counts.push_back(done);
  };
  const auto result = run_suite(vendor(), many, server.deployment(), options);
  REQUIRE(result.scenarios.size() == 12);
  for (int i = 0; i < 12; ++i)
    CHECK(result.scenarios[static_cast<std::size_t>(i)].id == "toy/story" + std::to_string(100 + i));
  CHECK(told_counts.size() == 12);
  CHECK(std::is_sorted(told_counts.begin(), told_counts.end()));
  CHECK(blamed(result).empty());
}

TEST_CASE("A partial run says so, and a plan contacts nobody") {
  const std::vector<scenarios::Scenario> two = {story(kWhole, "toy/one"),
                                                story("needs: [scripted_agent]\n" + kWhole.substr(1), "toy/two")};
  Deployment nowhere;
  nowhere.base_url = "http://192.0.2.1:9";
  RunOptions options;
  const Plan all = plan_suite(vendor(), two, nowhere, options);
  REQUIRE(all.scenarios.size() == 2);
  CHECK_FALSE(all.partial);
  CHECK(all.scenarios[0].skipped.empty());
  CHECK(all.scenarios[0].steps.front().name == "call create");
  CHECK(all.scenarios[1].skipped == "needs scripted_agent, which the deployment does not declare");
  options.only = {"toy/one"};
  CHECK(plan_suite(vendor(), two, nowhere, options).partial);
  const toy::Server server;
  const auto result = run_suite(vendor(), two, server.deployment(), options);
  CHECK(result.partial);
  CHECK(result.scenarios.size() == 1);
  options.only = {"nothing"};
  CHECK_THROWS_AS(run_suite(vendor(), two, server.deployment(), options), source::UserError);
}

TEST_CASE("Judgements for a skipped clause do not count") {
  const toy::Server server({"bad_body"});
  RunOptions options;
  options.skip = {"toy.create.model"};
  const auto result = run_suite(vendor(), {story(kWhole)}, server.deployment(), options);
  CHECK(blamed(result).empty());
  CHECK(result.partial);
  CHECK(result.scenarios[0].verdict == Verdict::pass);
}

TEST_CASE("A refusal that was expected is judged as such, and a stream opened instead does not hang the suite") {
  const toy::Server server;
  const auto result = run(server, told(kReadToTheEnd + R"(
  - { stream: events, as: gone, path: { id: nothing }, until: end, within: 2s, proves: [toy.a], expect: { status: 404, body: { code: UNKNOWN } } }
  - { stream: events, as: wrong, path: { id: $id }, until: end, within: 30s, expect: { status: 403, proves: [toy.seen] } }
  - { call: events, path: { id: $id }, expect: { status: 403, proves: [toy.guess] } }
)"));
  CHECK(blamed(result) == "seen guess");
  CHECK(verdict(result, "a") == Verdict::pass);
  CHECK(result.duration_ms < 5'000);
}
