#include "client/socket_peer.hpp"
#include "framework/catch.hpp"
#include "runner/toy_stories.hpp"

using namespace confab;
using namespace confab::conformance;
using namespace confab::conformance::toy;
using reports::Verdict;

namespace {

/// The toy vendor's feed, as far as a test tells it; everything else is answered with 404.
class Feed {
 public:
  using Script = std::function<void(SocketPeer&)>;

  explicit Feed(Script script)
      : peer_([script](RawConnection& connection, int) {
          const std::string request = connection.read_request();
          if (!request.starts_with("GET /feed")) {
            connection.say("HTTP/1.1 404 X\r\nContent-Length: 2\r\n\r\n{}");
          } else if (request.find("Sec-WebSocket-Version: 13") == std::string::npos) {
            connection.say(
                "HTTP/1.1 426 X\r\nContent-Type: application/json\r\nContent-Length: 14\r\n\r\n{\"code\":\"NO\"}");
          } else if (connection.say(SocketPeer::upgrade(request))) {
            SocketPeer socket(connection);
            script(socket);
          }
        }) {}

  [[nodiscard]] reports::RunResult play(const std::string& steps) const {
    Deployment deployment;
    deployment.base_url = peer_.url();
    deployment.timeout = std::chrono::milliseconds(2'000);
    const std::string yaml = "title: A feed\nvendor: toy\nsteps:\n" + steps;
    return run_suite(the_vendor(), {story(yaml)}, deployment, {});
  }

 private:
  RawPeer peer_;
};

/// Tells two things, then answers: a ping with a pong, "more" with a thing that is gone, anything else with its end.
void well_behaved(SocketPeer& socket) {
  socket.say(R"({"id":"1"})");
  socket.say(R"({"id":"2"})");
  while (const auto heard = socket.hear()) {
    if (heard->kind == SocketKind::ping) {
      socket.say_frame(0x8A, heard->payload);
    } else if (heard->kind == SocketKind::close) {
      socket.say_close(1000);
      return;
    } else if (heard->payload == "more") {
      socket.say(R"({"gone":"1"})");
    } else {
      socket.say_close(1009, "too big");
      socket.hear();
      return;
    }
  }
}

}  // namespace

TEST_CASE("The messages of a socket are frames, and what is said on it is heard") {
  const Feed feed(well_behaved);
  const auto result = feed.play(R"(
  - { socket: feed, as: live, expect: { status: 101, proves: [toy.a] } }
  - { await: live, frame: THING, count: 2, save: { second: /id }, within: 2s }
  - { await: live, match: { id: $second }, proves: [toy.b], within: 2s }
  - { send: live, ping: 'are you ${run.id}', proves: [toy.same], within: 2s }
  - { send: live, text: more }
  - { await: live, frame: GONE, expect: { frames: { $exactly: [THING, THING, GONE] }, proves: [toy.history] }, within: 2s }
  - { send: live, json: { what: $second } }
  - { await: live, end: true, within: 2s, expect: { close: [1008, 1009], proves: [toy.c] } }
)");
  CHECK(blamed(result).empty());
  CHECK(result.scenarios.at(0).reason.empty());
  for (const char* id : {"a", "b", "c", "same", "history", "feed", "feed.framing", "feed.payload", "statuses"}) {
    INFO(id);
    CHECK(verdict(result, id) == Verdict::pass);
  }
  const auto& exchange = result.scenarios.at(0).steps.at(0).exchanges.at(0);
  CHECK(exchange.status == 101);
  CHECK(exchange.response_body.find("< {\"id\":\"1\"}\n") != std::string::npos);
  CHECK(exchange.response_body.find("> more\n") != std::string::npos);
  CHECK(exchange.response_body.find("< close 1009 too big") != std::string::npos);
}

TEST_CASE("A socket that the story closes is closed with a handshake, whose answer can be judged") {
  const std::string steps = R"(
  - { socket: feed, as: live, expect: { status: 101 } }
  - { await: live, frame: THING, within: 2s }
  - { close: live }
  - { await: live, end: true, within: 1s, proves: [toy.b], expect: { close: 1000, proves: [toy.a] } }
)";
  CHECK(verdict(Feed(well_behaved).play(steps), "a") == Verdict::pass);
  const auto deaf = Feed([](SocketPeer& socket) {
                      socket.say(R"({"id":"1"})");
                      while (socket.hear()) continue;
                    }).play(steps);
  CHECK(verdict(deaf, "b") == Verdict::fail);
  CHECK(verdict(deaf, "a") == Verdict::untestable);
}

TEST_CASE("Each breach of a socket is named under its own clause") {
  const std::string steps = R"(
  - { socket: feed, as: live, expect: { status: 101 } }
  - { send: live, ping: x, within: 300ms, proves: [toy.a] }
  - { send: live, raw: c10178 }
  - { await: live, end: true, within: 2s, expect: { close: 1002, proves: [toy.b] } }
)";
  const auto pong = [](SocketPeer& socket, const std::string& payload) {
    socket.hear();
    socket.say_frame(0x8A, payload);
    socket.hear_raw(3);
  };
  const auto with = [&](const std::string& payload, int code) {
    return Feed([=](SocketPeer& socket) {
             socket.say(R"({"id":"1"})");
             pong(socket, payload);
             socket.say_close(code);
             socket.hear();
           })
        .play(steps);
  };
  CHECK(blamed(with("x", 1002)).empty());
  CHECK(blamed(with("y", 1002)) == "a");
  CHECK(blamed(with("x", 1000)) == "b");
  CHECK(check_of(with("x", 1007), "expect.close", "b").actual.find("1007") == 0);

  const std::string reads = R"(
  - { socket: feed, as: live, expect: { status: 101 } }
  - { await: live, end: true, within: 2s }
)";
  const auto saying = [&](std::vector<std::string> texts) {
    return Feed([=](SocketPeer& socket) {
             for (const std::string& text : texts) socket.say(text);
             socket.say_close(1000);
             socket.hear();
           })
        .play(reads);
  };
  CHECK(blamed(saying({R"({"id":"1"})", R"({"gone":"1"})"})).empty());
  CHECK(blamed(saying({R"({"gone":"1"})"})) == "feed");
  CHECK(blamed(saying({R"({"id":1})"})) == "feed.payload");
  CHECK(blamed(saying({R"({"id":"1"})", "no json"})).find("feed.framing") != std::string::npos);
  CHECK(blamed(saying({R"({"id":"1"})", "\xff"})) == "feed.framing");
}

TEST_CASE("Where the upgrade is refused, what builds on the socket is untestable, and an expected refusal is judged") {
  const Feed feed(well_behaved);
  const auto refused = feed.play(R"(
  - { call: feed, expect: { status: 426, proves: [toy.c] } }
  - { socket: feed, as: live, headers: { Sec-WebSocket-Version: '7' }, expect: { status: 426, body: { code: 'NO' }, proves: [toy.a] } }
  - { send: live, text: x }
  - { await: live, frame: THING, proves: [toy.b] }
)");
  CHECK(verdict(refused, "c") == Verdict::pass);
  CHECK(verdict(refused, "a") == Verdict::pass);
  CHECK(verdict(refused, "b") == Verdict::untestable);
}
