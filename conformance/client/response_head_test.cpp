#include "client/response_head.hpp"

#include "framework/catch.hpp"

namespace confab::conformance {
namespace {

TEST_CASE("the end of a head is found however it arrives", "[head]") {
  for (const std::string text :
       {"HTTP/1.1 200 OK\r\nA: b\r\n\r\n", "HTTP/1.1 200 OK\nA: b\n\n", "HTTP/1.1 200 OK\nA: b\n\r\n"}) {
    for (std::size_t seen = 0; seen < text.size(); ++seen) {
      CHECK(find_head_end(text.substr(0, seen), 0) == std::nullopt);
      CHECK(find_head_end(text + "body\n\n", seen) == text.size());
    }
  }
}

TEST_CASE("a status line has a version, three digits and maybe a phrase", "[head]") {
  const auto head = parse_response_head("HTTP/1.0 503 Not\tnow, \xC3\xA4\r\n\r\n");
  REQUIRE(head);
  CHECK(head->minor == 0);
  CHECK(head->status == 503);
  CHECK(head->headers.empty());
  for (const std::string line : {"HTTP/1.1 200", "HTTP/1.1 200 ", "HTTP/1.9 999 x"})
    CHECK(parse_response_head(line + "\r\n\r\n"));
  for (const std::string line :
       {"", "HTTP/1.", "HTTP/1.1", "HTTP/1.1 ", "HTTP/1.1 20", "HTTP/1.1 2x0 OK", "HTTP/1.1 200OK", "HTTP/1.1 000 OK",
        "HTTP/1.12 200 OK", "HTTP/1.1\t200 OK", "HTTP/1.1 200 O\x01K", "HTTP/1.1 200 a\rb"}) {
    INFO(line);
    CHECK_FALSE(parse_response_head(line + "\r\n\r\n"));
  }
}

TEST_CASE("a folded line goes on with the value before it", "[head]") {
  const auto head = parse_response_head("HTTP/1.1 200 OK\r\nA: b\r\n \tc \r\nD:\r\n e\r\n\r\n");
  REQUIRE(head);
  CHECK(head->headers == Headers{{"A", "b c"}, {"D", "e"}});
}

TEST_CASE("a list joins all headers of its name", "[head]") {
  const Headers headers{{"Connection", " Keep-Alive ,,\tClose"}, {"X", "no"}, {"connection", "Upgrade"}, {"CONNECTION", ""}};
  CHECK(list_of(headers, "Connection") == std::vector<std::string>{"keep-alive", "close", "upgrade"});
  CHECK(list_of(headers, "none").empty());
}

TEST_CASE("what a peer sent is quoted so that it can be printed", "[head]") {
  using namespace std::string_literals;
  CHECK(quote_bytes("a\"\\\r\n\0\xFF"s) == R"("a\x22\x5c\x0d\x0a\x00\xff")");
  CHECK(quote_bytes(std::string(61, 'x')) == "\"" + std::string(60, 'x') + "…\"");
}

TEST_CASE("only the start of a status line may be HTTP", "[head]") {
  for (const auto* bytes : {"", "H", "HTTP/1", "HTTP/1.1 200"}) CHECK(may_be_http(bytes));
  for (const auto* bytes : {"h", "HTTP/2", "\x15", "HTTP/1,", "<"}) CHECK_FALSE(may_be_http(bytes));
}

}  // namespace
}  // namespace confab::conformance
