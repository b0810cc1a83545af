#include <unistd.h>

#include <future>

#include "client/http_client.hpp"
#include "client/proxy.hpp"
#include "client/raw_peer.hpp"
#include "client/socket_peer.hpp"
#include "client/web_socket.hpp"
#include "framework/catch.hpp"
#include "source/user_error.hpp"

namespace confab::conformance {
namespace {

const std::string kOk = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
const std::string kOpened = "HTTP/1.1 200 Connection established\r\n\r\n";

HttpResponse get_by(const RawPeer& proxy, const std::string& base_url, const std::string& user = {}) {
  HttpClient client({.base_url = base_url, .proxy = "http://" + user + "127.0.0.1:" + std::to_string(proxy.port())});
  return client.send({"GET", "/path?q=1", {}, {}}, {std::chrono::seconds(5)});
}

// What the proxy read first when it answers so and closes.
std::pair<HttpResponse, std::string> answered(const std::string& answer, const std::string& base_url,
                                              const std::string& user = {}) {
  std::promise<std::string> seen;
  const RawPeer proxy([&](RawConnection& connection, int) {
    seen.set_value(connection.read_request());
    connection.say(answer);
  });
  auto response = get_by(proxy, base_url, user);
  return {std::move(response), seen.get_future().get()};
}

TEST_CASE("a proxy is given as http://HOST:PORT, with a user or without", "[proxy]") {
  CHECK(parse_proxy("http://h:3128").name() == "h:3128");
  CHECK(parse_proxy("http://h/").port == 80);
  CHECK(parse_proxy("http://h").authorization.empty());
  CHECK(parse_proxy("http://Aladdin:open%20sesame@h:1").authorization ==
        "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");  // RFC 7617, 2
  for (const char* wrong :
       {"h:1", "https://h:1", "socks5://h:1", "http://", "http://h:0", "http://h:1/path", "http://canary@h:x"}) {
    CAPTURE(wrong);
    CHECK_THROWS_AS(parse_proxy(wrong), source::UserError);
    CHECK_THROWS_WITH(parse_proxy(wrong), !Catch::Contains("canary"));
  }
}

TEST_CASE("a plain request is sent by the proxy, with its whole URL", "[proxy]") {
  const auto [response, seen] = answered(kOk, "http://deployment.invalid:81/base");
  CHECK(response.body == "ok");
  CHECK(seen.starts_with("GET http://deployment.invalid:81/base/path?q=1 HTTP/1.1\r\n"));
  CHECK(seen.find("\r\nHost: deployment.invalid:81\r\n") != std::string::npos);
  CHECK(seen.find("Proxy-Authorization") == std::string::npos);
  const auto [with_user, told] = answered(kOk, "http://deployment.invalid", "a:b@");
  CHECK(told.find("\r\nProxy-Authorization: Basic YTpi\r\n") != std::string::npos);
}

TEST_CASE("TLS goes through the proxy, which is asked with CONNECT", "[proxy]") {
  const auto [response, seen] = answered(kOpened, "https://deployment.invalid", "a:b@");
  CHECK(
      seen ==
      "CONNECT deployment.invalid:443 HTTP/1.1\r\nHost: deployment.invalid:443\r\nProxy-Authorization: Basic YTpi\r\n\r\n");
  CHECK(response.fault == HttpFault::tls);  // the tunnel ends behind its opening
}

TEST_CASE("a proxy that opens no tunnel makes the deployment unreachable, with the reason", "[proxy]") {
  for (const auto& [answer, reason] : std::vector<std::pair<std::string, std::string>>{
           {"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n", "answered CONNECT with status 407"},
           {"", "closed the connection without an answer"},
           {"SSH-2.0-x\r\n\r\n", "does not answer in HTTP/1"},
           {kOpened + "surplus", "said more than its answer"},
           {"HTTP/1.1 200 OK\r\nX: " + std::string(20'000, 'x'), "does not come to an end"}}) {
    CAPTURE(answer.substr(0, 40));
    const auto response = answered(answer, "https://deployment.invalid").first;
    CHECK(response.fault == HttpFault::unreachable);
    CHECK(response.fault_text.find(reason) != std::string::npos);
    CHECK(response.fault_text.find("the proxy 127.0.0.1:") != std::string::npos);
  }
}

TEST_CASE("a proxy that is not there makes the deployment unreachable", "[proxy]") {
  const RefusedPort port;
  HttpClient client({.base_url = "http://deployment.invalid", .proxy = "http://127.0.0.1:" + std::to_string(port.number())});
  CHECK(client.send({"GET", "/", {}, {}}, {}).fault == HttpFault::unreachable);
}

TEST_CASE("a WebSocket goes through the proxy even without TLS", "[proxy]") {
  std::string asked, upgraded;
  const RawPeer proxy([&](RawConnection& connection, int) {
    asked = connection.read_request();
    connection.say(kOpened);
    upgraded = connection.read_request();
    connection.say(SocketPeer::upgrade(upgraded));
    SocketPeer socket(connection);
    socket.say("hello");
    socket.say_close(1000);
    connection.wait_for_hang_up();
  });
  HttpClient client({.base_url = "http://deployment.invalid:81", .proxy = proxy.url()});
  std::string heard;
  const SocketHandler handler{{[](const HttpResponse&) { return true; }, [](std::string_view) { return true; }},
                              [&](SocketMessage message) { return heard += message.payload, true; }};
  SocketOutbox outbox;
  StopToken stop;
  const SocketEnd end = client.socket({"GET", "/feed", {}, {}}, {std::chrono::seconds(5)}, handler, outbox, stop);
  CHECK(end.response.fault_text.empty());
  CHECK(heard == "hello");
  CHECK(asked.starts_with("CONNECT deployment.invalid:81 HTTP/1.1\r\n"));
  CHECK(upgraded.starts_with("GET /feed HTTP/1.1\r\n"));
}

}  // namespace
}  // namespace confab::conformance
