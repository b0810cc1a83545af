#include "net/web_socket.hpp"

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "framework/catch.hpp"
#include "net/client_fixture.hpp"
#include "routing/log_fixture.hpp"

using namespace confab::mock;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;
using Catch::Matchers::EndsWith;
using Catch::Matchers::StartsWith;
using Client = test::RawClient;
using test::Log;

namespace {

class Sockets : public Application {
 public:
  Reply answer(const Request& request) override {
    Reply reply;
    if (request.path == "/plain") return reply;
    reply.websocket = true;
    reply.headers.emplace_back("X-Vendor", "toy");
    reply.stream = (request.path == "/never" ? never : log)->reader();
    return reply;
  }
  Reply refuse(const Refusal& refusal, std::string_view) override {
    Reply reply;
    reply.status = status_of(refusal.what);
    return reply;
  }
  void stop() override { log->finish(); }

  std::shared_ptr<Log> log = std::make_shared<Log>();
  std::shared_ptr<Log> never = std::make_shared<Log>();  // nobody finishes it
};

struct House {
  explicit House(ServerSettings settings = {}) : server(loops, sockets, settings) {}
  Loops loops{2};
  Sockets sockets;
  Server server;
};

std::string handshake(const std::string& path = "/socket") {
  return "GET " + path +
         " HTTP/1.1\r\nHost: h\r\nConnection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\n"
         "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
}

/// An open socket.
struct Guest : Client {
  explicit Guest(House& house, const std::string& path = "/socket") : Client(house.server.port()) {
    send(handshake(path));
    until("\r\n\r\n");
  }
};

constexpr int kText = 1, kBinary = 2, kClose = 8, kPing = 9, kFin = 0x80;

/// A frame as a client sends it, masked with zeros, so that its content stays readable.
std::string frame(int first, const std::string& payload, bool masked = true) {
  std::string made(1, static_cast<char>(first));
  const auto bit = static_cast<char>(masked ? 0x80 : 0);
  if (payload.size() < 126) {
    made += static_cast<char>(bit | static_cast<char>(payload.size()));
  } else {
    made += static_cast<char>(bit | 126);
    made += static_cast<char>(payload.size() >> 8);
    made += static_cast<char>(payload.size() & 0xFF);
  }
  return made + (masked ? std::string(4, '\0') : "") + payload;
}

/// A frame's head that announces `size` bytes in the long form, without any of them.
std::string announced(int first, std::uint64_t size) {
  std::string made = {static_cast<char>(first), static_cast<char>(0xFF)};
  for (int shift = 56; shift >= 0; shift -= 8) made += static_cast<char>(size >> shift);
  return made + std::string(4, '\0');
}

std::string close_frame(int code) {
  return {static_cast<char>(kFin | kClose), 2, static_cast<char>(code >> 8), static_cast<char>(code & 0xFF)};
}
std::string code_bytes(int code) {
  return {static_cast<char>(code >> 8), static_cast<char>(code & 0xFF)};
}

void until_only_mine(const std::shared_ptr<Log>& log) {
  while (log.use_count() > 1) std::this_thread::yield();
}

}  // namespace

TEST_CASE("frames become text messages, and the end of the stream closes the socket") {
  House house;
  Guest guest(house);
  CHECK_THAT(guest.until("\r\n\r\n"), StartsWith("HTTP/1.1 101 ") &&
                                          Contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n") &&
                                          Contains("X-Vendor: toy\r\n"));
  house.sockets.log->append("one");
  CHECK_THAT(guest.until("\x81\x03one"), EndsWith("\r\n\r\n\x81\x03one"));
  const std::string large(70'000, 'x');
  house.sockets.log->append(large);
  house.sockets.log->append(std::string(200, 'y'));
  house.sockets.log->finish();
  guest.until(close_frame(1000));
  guest.send(frame(kFin | kClose, code_bytes(1000)));
  CHECK_THAT(guest.until(""), EndsWith(std::string("\x81\x7F\0\0\0\0\0\x01\x11\x70", 10) + large + "\x81\x7E" +
                                       std::string("\0\xC8", 2) + std::string(200, 'y') + close_frame(1000) + "<end>"));
  until_only_mine(house.sockets.log);
}

TEST_CASE("pings are answered, and messages from the client are ignored, whole or in pieces") {
  House house;
  Guest guest(house);
  guest.send(frame(kFin | kText, "hello") + frame(kBinary, std::string(3000, 'x')) + frame(kFin | kPing, "between") +
             frame(kFin, std::string(60'000, 'x')) + frame(kFin | kPing, ""));
  CHECK_THAT(guest.until(std::string("\x8A\0", 2)), EndsWith("\x8A\x07"
                                                             "between" +
                                                             std::string("\x8A\0", 2)));
  house.sockets.log->append("still here");
  CHECK_THAT(guest.until("still here"), EndsWith("\x81\x0Astill here"));
}

TEST_CASE("a close is echoed") {
  House house;
  for (const std::string& reason : {code_bytes(1000), code_bytes(1001) + "bye", code_bytes(4000), std::string()}) {
    Guest guest(house);
    guest.send(frame(kFin | kClose, reason));
    CHECK_THAT(guest.until(""), Contains("\x88") && EndsWith("<end>"));
  }
  until_only_mine(house.sockets.log);
}

TEST_CASE("what breaks the protocol is refused with its close code") {
  struct Breach {
    const char* what;
    std::string bytes;
    int code;
  };
  const std::vector<Breach> breaches = {
      {"unmasked", frame(kFin | kText, "hello", false), 1002},
      {"reserved bit", frame(kFin | kText | 0x40, "hello"), 1002},
      {"reserved bit of a control frame", frame(kFin | kPing | 0x10, ""), 1002},
      {"unknown opcode", frame(kFin | 3, ""), 1002},
      {"unknown control opcode", frame(kFin | 11, ""), 1002},
      {"fragmented ping", frame(kPing, "x"), 1002},
      {"large ping", frame(kFin | kPing, std::string(126, 'x')), 1002},
      {"ping of 64-bit length", announced(kFin | kPing, 200'000), 1002},
      {"continuation of nothing", frame(kFin, "x"), 1002},
      {"a message within a message", frame(kText, "x") + frame(kFin | kText, "y"), 1002},
      {"length with the highest bit", announced(kFin | kText, ~0ULL), 1009},
      {"64 KiB and one byte", announced(kFin | kText, WebSocket::kMaxMessageBytes + 1), 1009},
      {"64 KiB and one byte in pieces", frame(kText, std::string(60'000, 'x')) + frame(kFin, std::string(5537, 'x')), 1009},
      {"text that is not UTF-8", frame(kFin | kText, "\xC3\x28"), 1007},
      {"text that ends in half a character", frame(kFin | kText, "\xC3"), 1007},
      {"close of one byte", frame(kFin | kClose, "x"), 1002},
      {"close with a code for nobody", frame(kFin | kClose, code_bytes(1005)), 1002},
      {"close with a reason that is not UTF-8", frame(kFin | kClose, code_bytes(1000) + "\xFF"), 1002},
  };
  std::vector<std::unique_ptr<House>> houses;  // all at once: each lets go of its guest only after some seconds
  std::vector<std::unique_ptr<Guest>> guests;
  for (const Breach& breach : breaches) {
    INFO(breach.what);
    House& house = *houses.emplace_back(std::make_unique<House>());
    Guest& guest = *guests.emplace_back(std::make_unique<Guest>(house));
    guest.send(breach.bytes);
    CHECK_THAT(guest.until(close_frame(breach.code)), EndsWith(close_frame(breach.code)));
    house.sockets.log->append("nothing follows a close");
    guest.send(frame(kFin | kClose, code_bytes(breach.code)));
    CHECK_THAT(guest.until(""), EndsWith("<end>") && !Contains("nothing follows"));
  }
  for (const auto& house : houses) until_only_mine(house->sockets.log);
}

TEST_CASE("a quiet socket is pinged, and given up when nothing comes back") {
  House house({.heartbeat = 50ms});
  Guest guest(house);
  CHECK_THAT(guest.until("\x89"), Contains("\x89"));
  CHECK_THAT(guest.until(""), EndsWith("<end>"));
  until_only_mine(house.sockets.log);
}

TEST_CASE("a reader that comes late gets everything in order") {
  House house;
  Guest guest(house);
  std::string all;
  for (int i = 0; i < 2000; ++i) {
    std::string text = std::to_string(i) + std::string(1000, 'x');
    all += "\x81\x7E";
    all += static_cast<char>(text.size() >> 8);
    all += static_cast<char>(text.size() & 0xFF);
    all += text;
    house.sockets.log->append(std::move(text));
  }
  house.sockets.log->finish();
  CHECK(guest.until(close_frame(1000)).ends_with("\r\n\r\n" + all + close_frame(1000)));
}

TEST_CASE("guests that hang up leave nothing behind") {
  House house;
  for (int i = 0; i < 50; ++i) {
    Guest guest(house);
    house.sockets.log->append(std::string(10'000, 'x'));
  }
  until_only_mine(house.sockets.log);
  CHECK(house.sockets.log.use_count() == 1);
}

TEST_CASE("a stop closes sockets, with a reason those whose stream ends") {
  House house({.grace = 100ms});
  Guest silent(house);
  Guest polite(house);
  Guest forever(house, "/never");
  std::thread reader([&] {
    polite.until(close_frame(1000));
    polite.send(frame(kFin | kClose, code_bytes(1000)));
  });
  house.server.stop();
  reader.join();
  CHECK_THAT(polite.until(""), EndsWith(close_frame(1000) + "<end>"));
  CHECK_THAT(silent.until(""), EndsWith(close_frame(1000) + "<end>"));
  CHECK_THAT(forever.until(""), EndsWith("<end>"));
  CHECK(house.sockets.never.use_count() == 1);
}

TEST_CASE("bytes before the answer, and clients of HTTP/1.0, are refused") {
  House house;
  Client eager(house.server.port());
  eager.send(handshake() + frame(kFin | kText, "x"));
  CHECK_THAT(eager.until(""), StartsWith("HTTP/1.1 400 ") && EndsWith("<end>"));
  Client old(house.server.port());
  std::string request = handshake();
  request.replace(request.find("HTTP/1.1"), 8, "HTTP/1.0");
  old.send(request);
  CHECK_THAT(old.until(""), Contains(" 400 ") && EndsWith("<end>"));
  until_only_mine(house.sockets.log);
}

TEST_CASE("peers that break the protocol in the moment of the end keep nothing alive") {
  for (int round = 0; round < 2; ++round) {  // the moment is short
    House house;
    std::vector<std::unique_ptr<Guest>> guests;
    for (int i = 0; i < 200; ++i) guests.push_back(std::make_unique<Guest>(house));
    {
      const std::jthread breaking([&] {
        for (const auto& guest : guests) guest->send(frame(kFin | 0x70 | kText, "reserved bits"));
      });
      house.sockets.log->finish();
    }
    for (const auto& guest : guests) CHECK_THAT(guest->until(""), EndsWith("<end>"));
    until_only_mine(house.sockets.log);
  }
}
