#include "net/server.hpp"

#include <string>
#include <thread>
#include <vector>

#include "framework/catch.hpp"
#include "net/client_fixture.hpp"
#include "routing/after.hpp"
#include "routing/log_fixture.hpp"
#include "source/user_error.hpp"

using namespace confab::mock;
using namespace std::chrono_literals;
using test::Log;
using Client = test::RawClient;

namespace {

/// Answers with what was asked, streams on /stream.
class Echo : public Application {
 public:
  Reply answer(const Request& request) override {
    Reply reply;
    if (request.path == "/stream") {
      reply.media_type = "text/event-stream";
      reply.stream = log->reader();
      reply.heartbeat = std::make_shared<const std::string>(": still here\n\n");
      return reply;
    }
    reply.media_type = "text/plain";
    if (request.path == "/late" || request.path == "/never") {
      return after((request.path == "/late" ? log : never)->reader(), [] {
        Reply done;
        done.body = std::make_shared<const std::string>("at last");
        return done;
      });
    }
    reply.body = std::make_shared<const std::string>(std::string(request.method) + " " + std::string(request.path) + " " +
                                                     std::string(request.body));
    return reply;
  }
  Reply refuse(const Refusal& refusal, std::string_view) override {
    Reply reply;
    reply.status = refusal.what == Refused::body_too_large      ? 413
                   : refusal.what == Refused::headers_too_large ? 431
                   : refusal.what == Refused::too_slow          ? 408
                                                                : 400;
    reply.body = std::make_shared<const std::string>(refusal.detail);
    return reply;
  }
  void stop() override { log->finish(); }

  std::shared_ptr<Log> log = std::make_shared<Log>();
  std::shared_ptr<Log> never = std::make_shared<Log>();  // nobody finishes it
};

struct House {
  explicit House(ServerSettings settings = {}) : server(loops, echo, settings) {}
  Loops loops{2};
  Echo echo;
  Server server;
};

using Catch::Matchers::Contains;
using Catch::Matchers::EndsWith;
using Catch::Matchers::StartsWith;

}  // namespace

TEST_CASE("one connection serves several requests, pipelined ones too") {
  House house;
  Client client(house.server.port());
  client.send("GET /a HTTP/1.1\r\nHost: h\r\n\r\nPOST /b HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi");
  const auto got = client.until("POST /b hi");
  CHECK_THAT(got, StartsWith("HTTP/1.1 200 OK\r\n") && Contains("GET /a ") && Contains("Content-Length: 7\r\n") &&
                      Contains("Date: "));
  client.send("HEAD /c HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  CHECK_THAT(client.until(""), EndsWith("Content-Length: 8\r\nConnection: close\r\n\r\n<end>"));
}

TEST_CASE("a stream is sent in chunks as it grows, and the connection serves on") {
  House house;
  Client client(house.server.port());
  client.send("GET /stream HTTP/1.1\r\nHost: h\r\n\r\n");
  CHECK_THAT(client.until("\r\n\r\n"), Contains("Transfer-Encoding: chunked") && Contains("text/event-stream"));
  house.echo.log->append("data: one\n\n");
  CHECK_THAT(client.until("data: one"), EndsWith("b\r\ndata: one\n\n\r\n"));
  for (int i = 0; i < 200; ++i) house.echo.log->append("x");
  house.echo.log->finish();
  CHECK_THAT(client.until("0\r\n\r\n"), Contains("xxx"));
  client.send("GET /after HTTP/1.1\r\nHost: h\r\n\r\n");
  CHECK_THAT(client.until("GET /after"), EndsWith("GET /after "));
}

TEST_CASE("an HTTP/1.0 reader of a stream gets bare bytes until the end") {
  House house;
  Client client(house.server.port());
  client.send("GET /stream HTTP/1.0\r\n\r\n");
  house.echo.log->append("data: one\n\n");
  house.echo.log->finish();
  CHECK_THAT(client.until(""), EndsWith("Connection: close\r\n\r\ndata: one\n\n<end>"));
}

TEST_CASE("several readers of one log get the same frames") {
  House house;
  std::vector<std::unique_ptr<Client>> readers;
  for (int i = 0; i < 20; ++i) {
    readers.push_back(std::make_unique<Client>(house.server.port()));
    readers.back()->send("GET /stream HTTP/1.0\r\n\r\n");
  }
  std::string all;
  for (int i = 0; i < 300; ++i) {
    const auto frame = "data: " + std::to_string(i) + "\n\n";
    all += frame;
    house.echo.log->append(frame);
  }
  house.echo.log->finish();
  for (auto& reader : readers) CHECK_THAT(reader->until(""), EndsWith(all + "<end>"));
}

TEST_CASE("a quiet stream shows signs of life") {
  House house({.heartbeat = 1ms});
  Client client(house.server.port());
  client.send("GET /stream HTTP/1.1\r\nHost: h\r\n\r\n");
  CHECK_THAT(client.until(": still here"), Contains(": still here"));
}

TEST_CASE("senders that are too large or too slow get an answer and then the end") {
  House house({.limits = {.head_bytes = 1024, .body_bytes = 1024}, .request_deadline = 1ms});
  Client large(house.server.port());
  large.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 300000\r\n\r\n" + std::string(300'000, 'x'));
  CHECK_THAT(large.until(""), StartsWith("HTTP/1.1 413 ") && EndsWith("<end>"));
  Client wide(house.server.port());
  wide.send("GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(2000, 'x') + "\r\n\r\n");
  CHECK_THAT(wide.until(""), StartsWith("HTTP/1.1 431 "));
  Client slow(house.server.port());
  slow.send("GET / HTT");
  CHECK_THAT(slow.until(""), StartsWith("HTTP/1.1 408 "));
  Client garbage(house.server.port());
  garbage.send("no http at all\r\n\r\n");
  CHECK_THAT(garbage.until(""), StartsWith("HTTP/1.1 400 ") && Contains("Connection: close"));
}

TEST_CASE("a sender that asks first is told to continue") {
  House house;
  Client client(house.server.port());
  client.send("POST /b HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  client.until("100 Continue\r\n\r\n");
  client.send("hi");
  CHECK_THAT(client.until("POST /b hi"), Contains("HTTP/1.1 200 OK"));
}

TEST_CASE("a connection nobody uses is closed after its deadline") {
  House house({.idle_deadline = 1ms});
  Client client(house.server.port());
  CHECK(client.until("") == "<end>");
}

TEST_CASE("stopping ends open streams cleanly and closes idle connections") {
  House house;
  Client idle(house.server.port());
  Client streaming(house.server.port());
  streaming.send("GET /stream HTTP/1.1\r\nHost: h\r\n\r\n");
  house.echo.log->append("data: last\n\n");
  streaming.until("data: last");
  house.server.stop();
  CHECK_THAT(streaming.until(""), EndsWith("data: last\n\n\r\n0\r\n\r\n<end>"));
  CHECK(idle.until("") == "<end>");
}

TEST_CASE("readers that hang up in the middle of a stream leave nothing behind") {
  House house;
  for (int i = 0; i < 50; ++i) {
    Client client(house.server.port());
    client.send("GET /stream HTTP/1.1\r\nHost: h\r\n\r\n");
    client.until("\r\n\r\n");
    house.echo.log->append("x");
  }
  house.server.stop();
  CHECK(house.echo.log.use_count() == 1);
}

TEST_CASE("a reply that comes later keeps only its own connection waiting") {
  House house({.request_deadline = 1ms, .idle_deadline = 60'000ms, .write_deadline = 1ms});
  Client waiting(house.server.port());
  waiting.send("GET /late HTTP/1.1\r\nHost: h\r\n\r\nGET /next HTTP/1.1\r\nHost: h\r\n\r\n");
  Client head(house.server.port());
  head.send("HEAD /late HTTP/1.0\r\n\r\n");
  Client other(house.server.port());
  other.send("GET /other HTTP/1.1\r\nHost: h\r\n\r\n");
  CHECK_THAT(other.until("GET /other"), Contains("200 OK"));
  house.echo.log->append("x");
  house.echo.log->finish();
  CHECK_THAT(waiting.until("GET /next"),
             StartsWith("HTTP/1.1 200 OK") && Contains("Content-Length: 7") && Contains("at last"));
  CHECK_THAT(head.until(""), Contains("Content-Length: 7") && EndsWith("\r\n\r\n<end>"));
}

TEST_CASE("clients that hang up while they wait leave nothing behind") {
  House house;
  for (int i = 0; i < 50; ++i) {
    Client client(house.server.port());
    client.send("GET /late HTTP/1.1\r\nHost: h\r\n\r\n");
    house.echo.log->append("x");
  }
  while (house.echo.log.use_count() > 1) std::this_thread::yield();
  CHECK(house.echo.log.use_count() == 1);
}

TEST_CASE("a stop answers who waits, and closes who would wait for ever") {
  House house({.grace = 50ms});
  Client client(house.server.port());
  client.send("GET /late HTTP/1.1\r\nHost: h\r\n\r\n");
  Client forever(house.server.port());
  forever.send("GET /never HTTP/1.1\r\nHost: h\r\n\r\n");
  while (house.echo.log.use_count() < 2 || house.echo.never.use_count() < 2) std::this_thread::yield();
  house.server.stop();
  CHECK_THAT(client.until(""), Contains("Connection: close") && EndsWith("at last<end>"));
  CHECK(forever.until("") == "<end>");
}

TEST_CASE("an address in use is the user's error, with a remedy") {
  House house;
  Loops loops(1);
  Echo echo;
  try {
    Server second(loops, echo, {.port = house.server.port()});
    FAIL("bound twice");
  } catch (const confab::source::UserError& error) {
    CHECK_THAT(error.what(), Contains("in use"));
    CHECK_THAT(error.remedy(), Contains("--listen"));
  }
}
