#include "client/socket_codec.hpp"

#include "client/socket_peer.hpp"
#include "framework/catch.hpp"

using namespace confab::conformance;

namespace {

constexpr std::array<unsigned char, 4> kMask{0x37, 0xfa, 0x21, 0x3d};

std::vector<SocketMessage> decoded(std::string_view bytes, std::size_t slice = 1) {
  SocketDecoder decoder;
  std::vector<SocketMessage> messages;
  for (std::size_t at = 0; at < bytes.size(); at += slice) decoder.feed(bytes.substr(at, slice), messages);
  return messages;
}

SocketFault fault_of(std::string_view bytes) {
  SocketDecoder decoder(300);
  std::vector<SocketMessage> messages;
  decoder.feed(bytes, messages);
  return decoder.fault().value_or(SocketFault{});
}

}  // namespace

TEST_CASE("A client's frame is the one of RFC 6455, 5.7") {
  CHECK(render_socket_frame(SocketKind::text, "Hello", kMask) == "\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58");
}

TEST_CASE("Lengths of a frame take the shortest form") {
  CHECK(render_socket_frame(SocketKind::text, std::string(125, 'x'), kMask).size() == 2 + 4 + 125);
  CHECK(render_socket_frame(SocketKind::text, std::string(126, 'x'), kMask).substr(1, 3) == std::string("\xfe\x00\x7e", 3));
  CHECK(render_socket_frame(SocketKind::binary, std::string(65536, 'x'), kMask).substr(1, 9) ==
        std::string("\xff\x00\x00\x00\x00\x00\x01\x00\x00", 9));
}

TEST_CASE("Messages come out whole however the bytes are cut") {
  const std::string bytes = server_frame(0x81, "one") + server_frame(0x89, "p") + server_frame(0x01, "tw") +
                            server_frame(0x8A, "") + server_frame(0x80, "o") + server_frame(0x82, std::string(200, 'x')) +
                            server_frame(0x88,
                                         "\x03\xe8"
                                         "bye");
  for (std::size_t slice = 1; slice < bytes.size(); ++slice) {
    const auto messages = decoded(bytes, slice);
    REQUIRE(messages.size() == 6);
    CHECK(messages[0].payload == "one");
    CHECK(messages[1].kind == SocketKind::ping);
    CHECK(messages[2].kind == SocketKind::pong);
    CHECK(messages[3].payload == "two");
    CHECK(messages[4].payload.size() == 200);
    CHECK(messages[5].kind == SocketKind::close);
  }
}

TEST_CASE("A close frame tells code and reason, and ends the decoding") {
  SocketDecoder decoder;
  std::vector<SocketMessage> messages;
  decoder.feed(server_frame(0x88, "\x03\xf1too much") + server_frame(0x81, "after"), messages);
  CHECK(messages.size() == 1);
  CHECK(decoder.closed()->code == 1009);
  CHECK(decoder.closed()->reason == "too much");
  SocketDecoder bare;
  bare.feed(server_frame(0x88, ""), messages);
  CHECK(bare.closed()->code == 1005);
}

TEST_CASE("What a server must not send is a fault with the code to close with") {
  CHECK(fault_of(server_frame(0xC1, "x")).code == 1002);                            // reserved bit
  CHECK(fault_of(server_frame(0x83, "x")).code == 1002);                            // reserved opcode
  CHECK(fault_of(render_socket_frame(SocketKind::text, "x", kMask)).code == 1002);  // masked
  CHECK(fault_of(server_frame(0x09, "x")).code == 1002);                            // fragmented ping
  CHECK(fault_of(server_frame(0x89, std::string(126, 'x'))).code == 1002);          // long ping
  CHECK(fault_of(server_frame(0x80, "x")).code == 1002);                            // nothing to continue
  CHECK(fault_of(server_frame(0x01, "x") + server_frame(0x81, "y")).code == 1002);  // message inside a message
  CHECK(fault_of(std::string("\x81\x7e\x00\x05Hello", 9)).code == 1002);            // not the shortest length
  CHECK(fault_of(server_frame(0x81, "\xff")).code == 1007);                         // not UTF-8
  CHECK(fault_of(server_frame(0x88, "\x03\xed")).code == 1002);                     // 1005 on the wire
  CHECK(fault_of(server_frame(0x88, "\x03")).code == 1002);                         // half a code
  CHECK(fault_of(server_frame(0x81, std::string(301, 'x'))).code == 1009);          // above the limit
  CHECK(fault_of(server_frame(0x01, std::string(200, 'x')) + server_frame(0x80, std::string(101, 'x'))).code == 1009);
  CHECK(fault_of(std::string("\x82\x7f\xff\xff\xff\xff\xff\xff\xff\xff", 10)).code == 1009);
  CHECK(fault_of(server_frame(0x81, "x")).code == 0);
}

TEST_CASE("What is begun and not complete is known") {
  SocketDecoder decoder;
  std::vector<SocketMessage> messages;
  CHECK_FALSE(decoder.inside_message());
  decoder.feed("\x81", messages);
  CHECK(decoder.inside_message());
  decoder.feed(std::string_view("\x00", 1), messages);
  CHECK_FALSE(decoder.inside_message());
  decoder.feed(server_frame(0x01, "x"), messages);
  CHECK(decoder.inside_message());
}
