#include "client/web_socket.hpp"

#include <chrono>
#include <future>

#include "client/raw_peer.hpp"
#include "client/socket_handshake.hpp"
#include "client/socket_peer.hpp"
#include "framework/catch.hpp"

namespace confab::conformance {
namespace {

using std::chrono::milliseconds;

// What one socket came to against a peer.
struct Played {
  SocketEnd end;
  int status = 0;
  std::string body;
  std::vector<std::string> texts;
};

struct Wishes {
  HttpBudget budget{milliseconds(5'000)};
  Headers headers;
  std::function<void(SocketOutbox&)> first;                              // before anything is read
  std::function<bool(SocketMessage&, SocketOutbox&, StopToken&)> heard;  // false: leave
};

Played play(const RawPeer& peer, const Wishes& wishes = {}) {
  HttpClient client({peer.url()});
  SocketOutbox outbox;
  StopToken stop;
  Played played;
  SocketHandler handler;
  handler.answer.on_head = [&](const HttpResponse& head) { return played.status = head.status, true; };
  handler.answer.on_bytes = [&](std::string_view bytes) { return played.body += bytes, true; };
  handler.on_message = [&](SocketMessage message) {
    played.texts.push_back(message.payload);
    return !wishes.heard || wishes.heard(message, outbox, stop);
  };
  if (wishes.first) wishes.first(outbox);
  played.end = client.socket({"GET", "/feed", wishes.headers, {}}, wishes.budget, handler, outbox, stop);
  return played;
}

RawPeer::Script upgraded(std::function<void(SocketPeer&)> script) {
  return [script](RawConnection& connection, int) {
    SocketPeer peer(connection);
    if (peer.accept()) script(peer);
  };
}

}  // namespace

TEST_CASE("The accept value is the one of RFC 6455, 1.3", "[socket]") {
  CHECK(socket_accept("dGhlIHNhbXBsZSBub25jZQ==") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
}

TEST_CASE("Messages are handed over, also those that came with the head, until the server closes", "[socket]") {
  std::promise<std::optional<SocketMessage>> echo;
  const RawPeer peer([&](RawConnection& connection, int) {
    const std::string request = connection.read_request();
    CHECK(request.find("Upgrade: websocket") != std::string::npos);
    CHECK(request.find("Sec-WebSocket-Version: 13") != std::string::npos);
    connection.say(SocketPeer::upgrade(request) + server_frame(0x81, "one"));
    SocketPeer socket(connection);
    socket.say("two");
    socket.say_close(1001, "going away");
    echo.set_value(socket.hear());
  });
  const auto played = play(peer);
  CHECK(played.end.response.fault_text.empty());
  CHECK(played.end.response.fault == HttpFault::none);
  CHECK(played.status == 101);
  CHECK(played.texts == std::vector<std::string>{"one", "two"});
  CHECK(played.end.close->code == 1001);
  CHECK(played.end.close->reason == "going away");
  CHECK(played.end.breach.empty());
  CHECK(echo.get_future().get()->payload == close_payload(1001));
}

TEST_CASE("An answer that is no upgrade is an answer", "[socket]") {
  const RawPeer peer(always("HTTP/1.1 426 Upgrade Required\r\nUpgrade: websocket\r\nContent-Length: 2\r\n\r\nno"));
  const auto played = play(peer);
  CHECK(played.end.response.fault == HttpFault::none);
  CHECK(played.end.response.status == 426);
  CHECK(played.body == "no");
  CHECK_FALSE(played.end.close);
}

TEST_CASE("What a request says about the handshake is left as it is", "[socket]") {
  std::promise<std::string> request;
  const RawPeer peer([&](RawConnection& connection, int) {
    request.set_value(connection.read_request());
    connection.say("HTTP/1.1 426 Upgrade Required\r\nContent-Length: 0\r\n\r\n");
  });
  Wishes wishes;
  wishes.headers = {{"sec-websocket-version", "7"}};
  (void)play(peer, wishes);
  const auto text = request.get_future().get();
  CHECK(text.find("version: 7") != std::string::npos);
  CHECK(text.find("Version: 13") == std::string::npos);
}

TEST_CASE("An upgrade that is not confirmed as it must be is a breach", "[socket]") {
  const RawPeer peer(
      always("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
             "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"));
  const auto played = play(peer);
  CHECK(played.end.response.fault == HttpFault::not_http);
  CHECK(played.end.breach.find("Sec-WebSocket-Accept") == 0);
}

TEST_CASE("A ping of the server is answered with its payload", "[socket]") {
  std::promise<std::optional<SocketMessage>> pong;
  const RawPeer peer(upgraded([&](SocketPeer& socket) {
    socket.say_frame(0x89, "are you there");
    pong.set_value(socket.hear());
    socket.say_close(1000);
    socket.hear();
  }));
  const auto played = play(peer);
  const auto heard = pong.get_future().get();
  REQUIRE(heard);
  CHECK(heard->kind == SocketKind::pong);
  CHECK(heard->payload == "are you there");
  CHECK(played.texts.empty());
}

TEST_CASE("What is put into the outbox is sent while the socket is read", "[socket]") {
  const RawPeer peer(upgraded([](SocketPeer& socket) {
    socket.say("hello");
    while (auto heard = socket.hear()) {
      if (heard->kind == SocketKind::close) socket.say_close(1000);
      if (heard->kind == SocketKind::ping) socket.say_frame(0x8A, heard->payload);
      if (heard->kind == SocketKind::text) socket.say("echo " + heard->payload);
    }
  }));
  Wishes wishes;
  wishes.heard = [](SocketMessage& message, SocketOutbox& outbox, StopToken& stop) {
    if (message.payload == "hello") outbox.put(SocketKind::text, std::string(200, 'x'));
    if (message.payload.starts_with("echo")) outbox.put(SocketKind::ping, "p");
    if (message.kind == SocketKind::pong) stop.stop();
    return true;
  };
  const auto played = play(peer, wishes);
  CHECK(played.texts == std::vector<std::string>{"hello", "echo " + std::string(200, 'x'), "p"});
  CHECK(played.end.response.fault == HttpFault::stopped);
  CHECK(played.end.close->code == 1000);  // the server's answer to ours
}

TEST_CASE("Raw bytes go out as they are, and the server's refusal is heard", "[socket]") {
  std::promise<std::string> raw;
  const RawPeer peer(upgraded([&](SocketPeer& socket) {
    raw.set_value(socket.hear_raw(3));
    socket.say_close(1002);
    socket.hear();
  }));
  Wishes wishes;
  wishes.first = [](SocketOutbox& outbox) { outbox.put_raw("\x81\x01x"); };
  const auto played = play(peer, wishes);
  CHECK(raw.get_future().get() == "\x81\x01x");
  CHECK(played.end.close->code == 1002);
}

TEST_CASE("A connection that ends without a close frame is cut", "[socket]") {
  const RawPeer peer(upgraded([](SocketPeer& socket) { socket.say_frame(0x01, "half a"); }));
  const auto played = play(peer);
  CHECK(played.end.response.fault == HttpFault::reset);
  CHECK(played.end.unfinished);
  CHECK_FALSE(played.end.close);
}

TEST_CASE("A malformed frame is a breach, and the server is told the code", "[socket]") {
  std::promise<std::optional<SocketMessage>> told;
  const RawPeer peer(upgraded([&](SocketPeer& socket) {
    socket.say("well");
    socket.say_frame(0x81, "\xff");
    told.set_value(socket.hear());
  }));
  const auto played = play(peer);
  CHECK(played.texts == std::vector<std::string>{"well"});
  CHECK(played.end.breach == "a text message is not UTF-8");
  CHECK(told.get_future().get()->payload == close_payload(1007));
}

TEST_CASE("Neither silence nor a flood outlasts the budget", "[socket]") {
  const RawPeer silent(upgraded([](SocketPeer& socket) { socket.hear(); }));
  Wishes hurried;
  hurried.budget.time = milliseconds(50);
  CHECK(play(silent, hurried).end.response.fault == HttpFault::timed_out);

  const RawPeer flood(upgraded([](SocketPeer& socket) {
    while (socket.say("0123456789")) continue;
  }));
  Wishes frugal;
  frugal.budget.body_bytes = 25;
  const auto played = play(flood, frugal);
  CHECK(played.end.response.fault == HttpFault::body_too_big);
  CHECK(played.texts.size() == 2);
}

}  // namespace confab::conformance
