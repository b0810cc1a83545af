#include <fmt/format.h>

#include "framework/catch.hpp"
#include "runner/toy_stories.hpp"

using namespace confab;
using namespace confab::conformance;
using namespace confab::conformance::toy;
using reports::Verdict;

TEST_CASE("A run that was resumed elsewhere than asked is no breach of order as well") {
  const Server server({"replay_all"});
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
  const Server open;
  CHECK(verdict(run(open, steps), "guess") == Verdict::pass);
  const Server held({"hold_head"});
  CHECK(verdict(run(held, steps), "guess") == Verdict::pass);
  const Server closing({"idle_close"});
  CHECK(blamed(run(closing, steps)) == "guess");
}

TEST_CASE("await counts, matches and saves; the end is the server's") {
  const Server server;
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

TEST_CASE("An await that goes onward looks only at what came after the frame found before") {
  const Server server;
  const auto result = run(server, told(R"(
  - { stream: events, as: live, path: { id: $id }, background: true }
  - { await: live, frame: SAY, match: { data: { delta: friend. } } }
  - { await: live, frame: SAY_END, onward: true, within: 2s, proves: [toy.a] }
  - { await: live, frame: SAY_BEGIN, onward: true, within: 2s, proves: [toy.b] }
  - { await: live, frame: SAY_BEGIN, within: 2s, proves: [toy.c] }
)"));
  CHECK(blamed(result) == "b");
  CHECK(verdict(result, "a") == Verdict::pass);
  CHECK(verdict(result, "c") == Verdict::pass);
}

TEST_CASE("Two readers, a resumed one, and closing") {
  const Server server;
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
  const Server server({}, std::chrono::milliseconds(100));
  CHECK(verdict(run(server, steps), "a") == Verdict::pass);
  const Server wrong({"tell_twice"}, std::chrono::milliseconds(100));
  CHECK(verdict(run(wrong, steps), "a") == Verdict::fail);
}

TEST_CASE("poll asks again until it fits, and judges the last answer") {
  const Server server({}, std::chrono::milliseconds(15));
  const std::string steps =
      told("  - { poll: tell, path: { id: $id }, body: {}, within: 3s, expect: { status: 202, proves: [toy.a] } }\n");
  CHECK(verdict(run(server, steps), "a") == Verdict::pass);
  const std::string never =
      told("  - { poll: get, path: { id: $id }, within: 60ms, expect: { status: 404, proves: [toy.a] } }\n");
  CHECK(verdict(run(server, never), "a") == Verdict::fail);
}

TEST_CASE("poll goes on after successes while it waits for an error") {
  const Server server;
  const std::string steps = kOpening + R"(steps:
  - { call: create, body: { title: one }, expect: { status: 201 }, save: { id: /id } }
  - { poll: get, path: { id: $id }, expect: { status: 404 }, within: 100ms }
)";
  CHECK(run(server, steps).scenarios.at(0).verdict == Verdict::untestable);
  CHECK(server.requests() > 3);
}

TEST_CASE("Frames held back to the end are a breach where the run is known to have taken time") {
  const std::string steps = told(
      "  - { stream: events, as: live, path: { id: $id }, until: terminal, within: 5s, expect: { incremental: true, proves: "
      "[toy.a] } }\n");
  const Server quick;
  CHECK(verdict(run(quick, steps), "a") == Verdict::skip);
  const Server paced({}, std::chrono::milliseconds(60));
  CHECK(verdict(run(paced, steps), "a") == Verdict::pass);
  const Server buffered({"buffered"}, std::chrono::milliseconds(120));
  CHECK(verdict(run(buffered, steps), "a") == Verdict::fail);
}

TEST_CASE("What is beyond our own budget is left unjudged, not called a breach") {
  const RawPeer flood([](RawConnection& connection, int) {
    if (connection.read_request().starts_with("GET / ")) {
      connection.say("HTTP/1.1 404 X\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    connection.say("HTTP/1.1 200 X\r\nContent-Type: text/event-stream\r\n\r\n" + frame(1, "START") +
                   frame(2, "SAY_BEGIN", R"({"m":"m1"})"));
    const std::string said = R"({"m":"m1","delta":")" + std::string(1024 * 1024, 'x') + "\"}";
    for (int id = 3; connection.say(frame(id, "SAY", said)); ++id) continue;
  });
  Deployment deployment;
  deployment.base_url = flood.url();
  const auto result = run_suite(
      the_vendor(),
      {story(kOpening + "steps:\n  - { stream: events, as: live, path: { id: '1' }, within: 20s, proves: [toy.a] }\n")},
      deployment, {});
  CHECK(blamed(result).empty());
  CHECK(verdict(result, "a") == Verdict::untestable);
  CHECK(clause(result, "a").reason.find("8388608 bytes") != std::string::npos);
}

TEST_CASE("An answer beyond our own budget leaves its step unjudged, but for its status") {
  const auto answers = [](int status) {
    const RawPeer peer([status](RawConnection& connection, int) {
      if (connection.read_request().starts_with("GET / ")) {
        connection.say("HTTP/1.1 404 X\r\nContent-Length: 0\r\n\r\n");
        return;
      }
      const std::string size = std::to_string(64 * 1024 * 1024);
      connection.say(
          fmt::format("HTTP/1.1 {} X\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n[", status, size));
      while (connection.say(std::string(1024 * 1024, ' '))) continue;
    });
    Deployment deployment;
    deployment.base_url = peer.url();
    const std::string steps = "steps:\n  - { call: get, path: { id: '1' }, expect: { status: 200, proves: [toy.a] } }\n";
    return run_suite(the_vendor(), {story(kOpening + steps)}, deployment, {});
  };
  const auto large = answers(200);
  CHECK(blamed(large).empty());
  CHECK(verdict(large, "a") == Verdict::untestable);
  CHECK(clause(large, "a").reason.find("larger than this suite reads") != std::string::npos);
  CHECK(blamed(answers(299)) == "statuses");
}
