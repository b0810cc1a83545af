#include "net/server.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "framework/catch.hpp"
#include "source/user_error.hpp"

using namespace confab::mock;
using namespace std::chrono_literals;

namespace {

/// A log that the test appends to, as an engine would.
class Log : public std::enable_shared_from_this<Log> {
 public:
  void append(std::string text) {
    std::unique_lock lock(mutex_);
    frames_.push_back(std::make_shared<const std::string>(std::move(text)));
    wake(lock);
  }
  void finish() {
    std::unique_lock lock(mutex_);
    finished_ = true;
    wake(lock);
  }
  std::shared_ptr<FrameSource> reader();

 private:
  friend class LogReader;
  void wake(std::unique_lock<std::mutex>& lock) {
    auto wakes = std::exchange(wakes_, {});
    lock.unlock();
    for (auto& [reader, call] : wakes) call();
  }
  std::mutex mutex_;
  std::vector<Bytes> frames_;
  bool finished_ = false;
  std::map<const void*, std::function<void()>> wakes_;
};

class LogReader : public FrameSource {
 public:
  explicit LogReader(std::shared_ptr<Log> log) : log_(std::move(log)) {}
  Batch take(std::size_t most) override {
    const std::lock_guard lock(log_->mutex_);
    Batch batch;
    while (batch.frames.size() < most && next_ < log_->frames_.size()) batch.frames.push_back(log_->frames_[next_++]);
    batch.finished = log_->finished_ && next_ == log_->frames_.size();
    return batch;
  }
  void on_ready(std::function<void()> wake) override {
    std::unique_lock lock(log_->mutex_);
    log_->wakes_.erase(this);
    if (!wake) return;
    log_->wakes_[this] = std::move(wake);
    if (next_ < log_->frames_.size() || log_->finished_) log_->wake(lock);
  }

 private:
  std::shared_ptr<Log> log_;
  std::size_t next_ = 0;
};

std::shared_ptr<FrameSource> Log::reader() {
  return std::make_shared<LogReader>(shared_from_this());
}

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
};

struct House {
  explicit House(ServerSettings settings = {}) : server(loops, echo, settings) {}
  Loops loops{2};
  Echo echo;
  Server server;
};

class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  }
  ~Client() { ::close(socket_); }
  void send(std::string_view bytes) {
    REQUIRE(::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size()));
  }

  /// Reads until `text` has come (or the end of the stream, for "") and gives everything so far.
  std::string until(std::string_view text) {
    for (;;) {
      if (!text.empty() && got_.find(text) != got_.npos) return got_;
      pollfd ready{socket_, POLLIN, 0};
      if (::poll(&ready, 1, 20'000) != 1) return got_ + "<nothing more in 20 s>";
      char bytes[4096];
      const auto count = ::recv(socket_, bytes, sizeof bytes, 0);
      if (count <= 0) return got_ + "<end>";
      got_.append(bytes, static_cast<std::size_t>(count));
    }
  }

 private:
  int socket_;
  std::string got_;
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
