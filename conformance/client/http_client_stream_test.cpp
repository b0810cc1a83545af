#include <chrono>
#include <future>

#include "client/http_client.hpp"
#include "client/raw_peer.hpp"
#include "framework/catch.hpp"

namespace confab::conformance {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

const std::string kHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

// A peer that goes on only when the test has seen what it said.
struct Paced {
  std::promise<void> head_seen, bytes_seen;
  RawPeer peer;

  Paced()
      : peer([this](RawConnection& connection, int) {
          connection.read_request();
          connection.say(kHead);
          head_seen.get_future().wait_for(std::chrono::seconds(5));
          connection.say("5\r\nhello\r\n");
          bytes_seen.get_future().wait_for(std::chrono::seconds(5));
          connection.say("6\r\n world\r\n0\r\n\r\n");
          connection.wait_for_hang_up();
        }) {}
};

TEST_CASE("a streamed body is handed over as it comes, its head first", "[http]") {
  Paced paced;
  HttpClient client({paced.peer.url()});
  std::vector<std::string> seen;
  StreamHandler handler;
  handler.on_head = [&](const HttpResponse& head) {
    seen.push_back(std::to_string(head.status) + " " + head.header("content-type"));
    paced.head_seen.set_value();
    return true;
  };
  handler.on_bytes = [&](std::string_view bytes) {
    seen.emplace_back(bytes);
    if (bytes == "hello") paced.bytes_seen.set_value();
    return true;
  };
  StopToken stop;
  const auto response = client.stream({"GET", "/", {}, {}}, {milliseconds(10'000)}, handler, stop);
  CHECK(response.fault_text.empty());
  CHECK(response.status == 200);
  CHECK(response.body.empty());
  CHECK(seen == std::vector<std::string>{"200 text/event-stream", "hello", " world"});
}

TEST_CASE("a stream has a connection of its own", "[http]") {
  const RawPeer peer(always("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
  HttpClient client({peer.url()});
  StopToken stop;
  const StreamHandler ignore{nullptr, [](std::string_view) { return true; }};
  CHECK(client.send({"GET", "/", {}, {}}, {}).fault == HttpFault::none);
  CHECK(client.stream({"GET", "/", {}, {}}, {}, ignore, stop).fault == HttpFault::none);
  CHECK(client.stream({"GET", "/", {}, {}}, {}, ignore, stop).fault == HttpFault::none);
  CHECK(peer.accepted() == 3);
}

TEST_CASE("a reader that has had enough hangs up at once", "[http]") {
  std::promise<bool> hung_up[2];
  const RawPeer peer([&](RawConnection& connection, int number) {
    connection.read_request();
    connection.say(kHead + "5\r\nhello\r\n");
    hung_up[number].set_value(connection.wait_for_hang_up());
  });
  HttpClient client({peer.url()});
  StopToken stop;
  const auto at_head = client.stream({"GET", "/", {}, {}}, {}, {[](const HttpResponse&) { return false; }, nullptr}, stop);
  CHECK(at_head.fault == HttpFault::stopped);
  CHECK(at_head.status == 200);
  const auto in_body = client.stream({"GET", "/", {}, {}}, {}, {nullptr, [](std::string_view) { return false; }}, stop);
  CHECK(in_body.fault == HttpFault::stopped);
  CHECK(in_body.status == 200);
  for (auto& each : hung_up) CHECK(each.get_future().get());
}

TEST_CASE("another thread can end a read at once, before the head has come and inside the body", "[http]") {
  std::promise<void> under_way[2];
  std::promise<bool> hung_up[2];
  const RawPeer peer([&](RawConnection& connection, int number) {
    connection.read_request();
    if (number == 0) under_way[0].set_value();
    if (number == 1) connection.say(kHead + "5\r\nhello\r\n");
    hung_up[number].set_value(connection.wait_for_hang_up());
  });
  HttpClient client({peer.url()});
  const StreamHandler handler{nullptr, [&](std::string_view) { return under_way[1].set_value(), true; }};
  for (const int number : {0, 1}) {
    StopToken stop;
    auto read = std::async(std::launch::async, [&] {
      return client.stream({"GET", "/", {}, {}}, {milliseconds(20'000)}, handler, stop);
    });
    under_way[number].get_future().wait();
    const auto begin = steady_clock::now();
    stop.stop();
    CHECK(read.get().fault == HttpFault::stopped);
    CHECK(steady_clock::now() - begin < milliseconds(1000));
    CHECK(stop.stopped());
    CHECK(hung_up[number].get_future().get());
  }
}

TEST_CASE("a stopped token stops a read before it begins", "[http]") {
  const RawPeer peer(always("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
  StopToken stop;
  stop.stop();
  stop.stop();
  HttpClient client({peer.url()});
  CHECK(client.stream({"GET", "/", {}, {}}, {}, {nullptr, [](std::string_view) { return true; }}, stop).fault ==
        HttpFault::stopped);
}

TEST_CASE("what a handler throws reaches the caller and breaks nothing", "[http]") {
  const RawPeer peer(always("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
  HttpClient client({peer.url()});
  StopToken stop;
  const StreamHandler thrower{nullptr, [](std::string_view) -> bool { throw std::runtime_error("ours"); }};
  CHECK_THROWS_WITH(client.stream({"GET", "/", {}, {}}, {}, thrower, stop), "ours");
  CHECK(client.send({"GET", "/", {}, {}}, {}).body == "ok");
}

}  // namespace
}  // namespace confab::conformance
