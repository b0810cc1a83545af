#include "client/http_client.hpp"

#include <future>

#include "client/raw_peer.hpp"
#include "framework/catch.hpp"
#include "source/invariant.hpp"
#include "source/user_error.hpp"

namespace confab::conformance {
namespace {

using namespace std::string_literals;

const std::string kOk = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

HttpResponse send_to(const RawPeer& peer, const HttpRequest& request, const HttpBudget& budget = {}) {
  return HttpClient({peer.url()}).send(request, budget);
}

// What a peer that reads `method` gets as an answer of these bytes, after which it closes.
HttpResponse answered_with(std::string bytes, const std::string& method = "GET", const HttpBudget& budget = {}) {
  const RawPeer peer([bytes = std::move(bytes)](RawConnection& connection, int) {
    connection.read_request();
    connection.say(bytes);
  });
  return send_to(peer, {method, "/", {}, {}}, budget);
}

// The bytes of a request on the wire.
std::string sent_bytes(const HttpRequest& request, const std::string& prefix = "") {
  std::string seen;
  const RawPeer peer([&](RawConnection& connection, int) {
    seen = connection.read_request();
    connection.say(kOk);
  });
  const auto response = HttpClient({peer.url() + prefix}).send(request, {});
  CHECK(response.fault_text.empty());
  return seen;
}

TEST_CASE("a response comes with status, headers in order and body", "[http]") {
  const auto response = answered_with(
      "HTTP/1.1 418 I'm a teapot\r\nX-B: 1\r\nx-a:  two words \t\r\nX-B: 3\r\nX-Percent: 100%41\r\nX-Empty:\r\n"
      "Content-Length: 5\r\n\r\nhe\0lo"s);
  CHECK(response.fault == HttpFault::none);
  CHECK(response.fault_text.empty());
  CHECK(response.status == 418);
  CHECK(response.headers == Headers{{"X-B", "1"},
                                    {"x-a", "two words"},
                                    {"X-B", "3"},
                                    {"X-Percent", "100%41"},
                                    {"X-Empty", ""},
                                    {"Content-Length", "5"}});
  CHECK(response.header("x-b") == "1");
  CHECK(response.header("none").empty());
  CHECK(response.body == "he\0lo"s);
}

TEST_CASE("target and method go out exactly as given, after the prefix of the base URL", "[http]") {
  const auto bytes = sent_bytes({"QUERY", "/a%2Fb/%zz?x=%41&y=a+b\xC3\xA4'\"%", {}, {}}, "/prefix/");
  CHECK(bytes.substr(0, bytes.find('\r')) == "QUERY /prefix/a%2Fb/%zz?x=%41&y=a+b\xC3\xA4'\"% HTTP/1.1");
  const auto star = sent_bytes({"OPTIONS", "*", {}, {}}, "/prefix");
  CHECK(star.substr(0, star.find('\r')) == "OPTIONS * HTTP/1.1");
}

TEST_CASE("headers and body go out as given, with nothing the request did not ask for", "[http]") {
  const auto bytes =
      sent_bytes({"POST", "/", {{"X-One", "1, %41 \xC3\xA4"}, {"X-One", "2"}, {"accept", "text/plain"}}, "\0b"s});
  CHECK(bytes.find("\r\nX-One: 1, %41 \xC3\xA4\r\nX-One: 2\r\n") != std::string::npos);
  CHECK(bytes.find("\r\naccept: text/plain\r\n") != std::string::npos);
  CHECK(bytes.find("Accept:") == std::string::npos);
  CHECK(bytes.find("Accept-Encoding") == std::string::npos);
  CHECK(bytes.find("Content-Type") == std::string::npos);
  CHECK(bytes.find("Connection") == std::string::npos);
  CHECK(bytes.find("\r\nHost: 127.0.0.1:") != std::string::npos);
  CHECK(bytes.find("\r\nContent-Length: 2\r\n") != std::string::npos);
  CHECK(bytes.substr(bytes.size() - 2) == "\0b"s);
}

TEST_CASE("a body that is empty is not the same as none", "[http]") {
  CHECK(sent_bytes({"DELETE", "/", {}, ""}).find("Content-Length: 0") != std::string::npos);
  CHECK(sent_bytes({"DELETE", "/", {}, {}}).find("Content-Length") == std::string::npos);
  CHECK(sent_bytes({"POST", "/", {}, {}}).find("Content-Length: 0") != std::string::npos);
}

TEST_CASE("what would break a request apart is our own fault", "[http]") {
  HttpClient client({"http://127.0.0.1:1"});
  for (const HttpRequest& request :
       {HttpRequest{"GET", "/", {{"X", "a\r\nY: b"}}, {}}, HttpRequest{"GET", "/", {{"X", "a\n"}}, {}},
        HttpRequest{"GET", "/", {{"X", "a\0"s}}, {}}, HttpRequest{"GET", "/", {{"X Y", "a"}}, {}},
        HttpRequest{"GET", "/", {{"X:", "a"}}, {}}, HttpRequest{"GET", "/", {{"", "a"}}, {}},
        HttpRequest{"G T", "/", {}, {}}, HttpRequest{"", "/", {}, {}}, HttpRequest{"GET", "/ x", {}, {}},
        HttpRequest{"GET", "/\r\n", {}, {}}, HttpRequest{"GET", "", {}, {}}})
    CHECK_THROWS_AS((void)client.send(request, {}), source::InvariantViolated);
}

TEST_CASE("a redirect is an answer and is not followed", "[http]") {
  const auto response = answered_with("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
  CHECK(response.fault == HttpFault::none);
  CHECK(response.status == 302);
  CHECK(response.header("location") == "http://127.0.0.1:1/");
}

TEST_CASE("informational responses are passed over, and switching protocols ends there", "[http]") {
  const auto hints = answered_with(
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: "
      "2\r\n\r\nok");
  CHECK(hints.fault == HttpFault::none);
  CHECK(hints.status == 200);
  CHECK(hints.header("link").empty());
  CHECK(hints.body == "ok");

  const auto switched = answered_with("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\nbytes");
  CHECK(switched.fault == HttpFault::none);
  CHECK(switched.status == 101);
}

TEST_CASE("a response that can have no body ends with its head", "[http]") {
  // The peer keeps the connection open: who waits for a body runs into the deadline.
  for (const std::string status : {"204 No Content", "304 Not Modified"}) {
    const RawPeer peer(always("HTTP/1.1 " + status + "\r\nContent-Type: text/plain\r\n\r\n"));
    const auto response = send_to(peer, {"GET", "/", {}, {}});
    CHECK(response.fault == HttpFault::none);
    CHECK(response.body.empty());
  }
  for (const std::string framing : {"Content-Length: 500", "Transfer-Encoding: chunked", "X: y"}) {
    const RawPeer peer(always("HTTP/1.1 200 OK\r\n" + framing + "\r\n\r\n"));
    const auto response = send_to(peer, {"HEAD", "/", {}, {}});
    CHECK(response.fault == HttpFault::none);
    CHECK(response.status == 200);
  }
}

TEST_CASE("a body without a length ends with the connection, also in HTTP/1.0", "[http]") {
  for (const std::string version : {"1.0", "1.1"}) {
    const auto response = answered_with("HTTP/" + version + " 200 OK\r\n\r\nall of it");
    CHECK(response.fault == HttpFault::none);
    CHECK(response.body == "all of it");
  }
}

TEST_CASE("a chunked body is joined, extensions and trailers are passed over", "[http]") {
  const auto response = answered_with(
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
      "4;a=b\r\nabcd\r\n0A ;x\r\n0123456789\r\n000\r\nX-Trailer: 1\r\n\r\n");
  CHECK(response.fault_text.empty());
  CHECK(response.body == "abcd0123456789");
}

TEST_CASE("a body that is compressed is decoded, and a broken one is a fault", "[http]") {
  // "hello" by gzip.
  const auto gzip = "\x1F\x8B\x08\x00\x00\x00\x00\x00\x00\x03\xCB\x48\xCD\xC9\xC9\x07\x00\x86\xA6\x10\x36\x05\x00\x00\x00"s;
  const auto head = "HTTP/1.1 200 OK\r\nContent-Encoding: GZIP\r\n\r\n"s;
  const auto good = answered_with(head + gzip);
  CHECK(good.fault == HttpFault::none);
  CHECK(good.body == "hello");
  CHECK(good.header("content-encoding") == "GZIP");
  CHECK(answered_with(head + "not gzip at all").fault == HttpFault::not_http);
  CHECK(answered_with(head).fault == HttpFault::none);  // an empty body has no end mark to miss
  for (std::size_t kept = 1; kept < gzip.size(); ++kept)
    CHECK(answered_with(head + gzip.substr(0, kept)).fault == HttpFault::not_http);
  CHECK(answered_with("HTTP/1.1 200 OK\r\nContent-Encoding: vibrate\r\n\r\nas it is").body == "as it is");
}

TEST_CASE("an idle connection is used again, one that the peer closes is not", "[http]") {
  const RawPeer peer([](RawConnection& connection, int) {
    connection.read_request();
    connection.say(kOk);
    connection.read_request();
    connection.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive, Close\r\n\r\nok");
  });
  HttpClient client({peer.url()});
  for (int i = 0; i < 4; ++i) CHECK(client.send({"POST", "/", {}, "x"}, {}).fault == HttpFault::none);
  CHECK(peer.accepted() == 2);
}

TEST_CASE("an idle connection that the peer closed or wrote to is not used again", "[http]") {
  for (const std::string unasked : {"", "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n"}) {
    const RawPeer peer([&](RawConnection& connection, int number) {
      connection.read_request();
      connection.say(kOk);
      if (number > 0) return;
      connection.say(unasked);
    });
    HttpClient client({peer.url()});
    // Whether the close is seen before, with, or after the second request, a safe one is answered.
    for (int i = 0; i < 3; ++i) {
      const auto response = client.send({"GET", "/", {}, {}}, {});
      const bool seen_with_answer = i == 0 && !unasked.empty() && response.fault == HttpFault::not_http;
      CHECK((response.fault == HttpFault::none || seen_with_answer));
    }
  }
}

TEST_CASE("a request that a closing peer has not answered goes out again only if it is safe", "[http]") {
  for (const std::string method : {"GET", "HEAD", "POST", "PATCH", "DELETE"}) {
    const RawPeer peer([](RawConnection& connection, int number) {
      connection.read_request();
      connection.say(number == 0 ? "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
                                 : "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
      if (number == 0) connection.read_request();  // and closes without an answer
    });
    HttpClient client({peer.url()});
    CHECK(client.send({method, "/", {}, {}}, {}).status == 200);
    const auto second = client.send({method, "/", {}, {}}, {});
    INFO(method << ": " << second.fault_text);
    if (method == "GET" || method == "HEAD") {
      CHECK(second.status == 201);
    } else {
      CHECK(second.fault == HttpFault::reset);
      CHECK(peer.accepted() == 1);
    }
  }
}

TEST_CASE("requests from several threads at once each get their own answer", "[http]") {
  const RawPeer peer([](RawConnection& connection, int) {
    for (auto request = connection.read_request(); !request.empty(); request = connection.read_request()) {
      const auto target = request.substr(4, request.find(' ', 4) - 4);
      connection.say("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(target.size()) + "\r\n\r\n" + target);
    }
  });
  HttpClient client({peer.url()});
  std::vector<std::thread> threads;
  std::vector<std::size_t> right(6, 0);
  for (std::size_t t = 0; t < right.size(); ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 20; ++i) {
        const auto target = "/" + std::to_string(t) + "/" + std::to_string(i);
        if (client.send({"GET", target, {}, {}}, {}).body == target) ++right[t];
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(right == std::vector<std::size_t>(6, 20));
}

TEST_CASE("a large request and a large response come through", "[http]") {
  const std::string large(3 * 1024 * 1024, 'x');
  std::size_t seen = 0;
  const RawPeer peer([&](RawConnection& connection, int) {
    seen = connection.read_request().size();
    connection.say("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(large.size()) + "\r\n\r\n" + large);
  });
  const auto response = send_to(peer, {"POST", "/", {}, large});
  CHECK(response.fault_text.empty());
  CHECK(response.body == large);
  CHECK(seen > large.size());
}

TEST_CASE("a refusal that comes before the request is sent is heard", "[http]") {
  const auto refusal = "HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\n\r\nbig";
  std::promise<void> heard;
  const RawPeer peer([&, done = heard.get_future().share()](RawConnection& connection, int) {
    connection.say(refusal);
    done.wait_for(std::chrono::seconds(5));  // reads nothing
  });
  const auto response = send_to(peer, {"POST", "/", {}, std::string(64 * 1024 * 1024, 'x')});
  heard.set_value();
  CHECK(response.fault_text.empty());
  CHECK(response.status == 413);
  CHECK(response.body == "big");
}

TEST_CASE("a base URL that is none is the user's error", "[http]") {
  CHECK_THROWS_AS(HttpClient({"localhost:8080"}), source::UserError);
}

}  // namespace
}  // namespace confab::conformance
