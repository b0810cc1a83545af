#include "wiring/listen_address.hpp"

#include "framework/catch.hpp"
#include "source/user_error.hpp"

using namespace confab::cli;

TEST_CASE("an address to listen on is a host and a port") {
  CHECK(parse_listen_address("127.0.0.1:8080").host == "127.0.0.1");
  CHECK(parse_listen_address("127.0.0.1:8080").port == 8080);
  CHECK(parse_listen_address("localhost:0").port == 0);
  CHECK(parse_listen_address("[::1]:65535").host == "::1");
  CHECK(parse_listen_address("[::1]:65535").port == 65535);
}

TEST_CASE("anything else is refused") {
  for (const char* text : {"", ":", "8080", "localhost", "localhost:", ":8080", "localhost:65536", "localhost:-1",
                           "localhost:8080x", "localhost:99999999999", "::1:8080", "[]:1", "localhost: 80"}) {
    INFO(text);
    CHECK_THROWS_AS(parse_listen_address(text), confab::source::UserError);
  }
}

TEST_CASE("loopback is what only this machine can reach") {
  CHECK(is_loopback("127.0.0.1"));
  CHECK(is_loopback("127.9.9.9"));
  CHECK(is_loopback("::1"));
  CHECK_FALSE(is_loopback("0.0.0.0"));
  CHECK_FALSE(is_loopback("::"));
  CHECK_FALSE(is_loopback("192.0.2.1"));
}
