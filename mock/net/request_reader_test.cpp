#include "net/request_reader.hpp"

#include <string>

#include "framework/catch.hpp"

using namespace confab::mock;
using Progress = RequestReader::Progress;

namespace {

const std::string kPost =
    "POST /v2/conversations?x=1&y=%20 HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nContent-Length: "
    "4\r\n\r\n{\"\"}";

/// Feeds `text` in pieces of `size` bytes, the way a socket would.
Progress feed(RequestReader& reader, const std::string& text, std::size_t size) {
  std::string pending;
  for (std::size_t at = 0; at < text.size(); at += size) {
    pending += text.substr(at, size);
    std::size_t consumed = 0;
    const auto progress = reader.read(pending, consumed);
    pending.erase(0, consumed);
    if (progress != Progress::need_more) return progress;
  }
  return Progress::need_more;
}

Progress read(RequestReader& reader, const std::string& text) {
  return feed(reader, text, text.size());
}

}  // namespace

TEST_CASE("a request is the same however its bytes are split") {
  for (std::size_t size = 1; size <= kPost.size(); ++size) {
    RequestReader reader({});
    REQUIRE(feed(reader, kPost, size) == Progress::complete);
    CHECK(reader.request().method == "POST");
    CHECK(reader.request().path == "/v2/conversations");
    CHECK(reader.request().query == "x=1&y=%20");
    CHECK(reader.request().header("content-TYPE") == "application/json");
    CHECK(reader.request().body == "{\"\"}");
    CHECK(reader.keep_alive());
  }
}

TEST_CASE("pipelined requests are read one by one") {
  RequestReader reader({});
  const std::string two = kPost + "GET /b HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n";
  std::size_t consumed = 0;
  REQUIRE(reader.read(two, consumed) == Progress::complete);
  CHECK(consumed == kPost.size());
  reader.reset();
  REQUIRE(reader.read(std::string_view(two).substr(kPost.size()), consumed) == Progress::complete);
  CHECK(reader.request().path == "/b");
  CHECK(reader.request().body.empty());
  CHECK_FALSE(reader.keep_alive());
}

TEST_CASE("a chunked body is joined") {
  RequestReader reader({});
  REQUIRE(
      read(reader, "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n") ==
      Progress::complete);
  CHECK(reader.request().body == "abcde");
}

TEST_CASE("the absolute form of a target keeps only path and query") {
  RequestReader reader({});
  REQUIRE(read(reader, "GET http://proxy.example/a/b?c HTTP/1.1\r\nHost: h\r\n\r\n") == Progress::complete);
  CHECK(reader.request().path == "/a/b");
  CHECK(reader.request().query == "c");
}

TEST_CASE("what is no HTTP/1.1 request is refused with the right reason") {
  const auto refused = [](const std::string& text) {
    RequestReader reader({.head_bytes = 512, .body_bytes = 64});
    REQUIRE(read(reader, text) == Progress::refused);
    CHECK_FALSE(reader.keep_alive());
    CHECK_FALSE(reader.refusal().detail.empty());
    return reader.refusal().what;
  };
  CHECK(refused("\x16\x03\x01\x02 TLS here\r\n\r\n") == Refused::malformed_http);
  CHECK(refused("GET / HTTP/1.1\r\n\r\n") == Refused::malformed_http);
  CHECK(refused("GET / HTTP/2.0\r\nHost: h\r\n\r\n") == Refused::malformed_http);
  CHECK(refused("GET / HTTP/1.1\r\nHost: h\r\nbad field\r\n\r\n") == Refused::malformed_http);
  CHECK(refused("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n") == Refused::malformed_http);
  CHECK(refused("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n") == Refused::malformed_http);
  CHECK(refused("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n") == Refused::malformed_http);
  CHECK(refused("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 65\r\n\r\n") == Refused::body_too_large);
  CHECK(refused("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n50\r\n" + std::string(80, 'x')) ==
        Refused::body_too_large);
  CHECK(refused("GET / HTTP/1.1\r\nHost: h\r\nX: " + std::string(600, 'x') + "\r\n\r\n") == Refused::headers_too_large);
}

TEST_CASE("both a length and chunks in one request are refused, for that is how requests are smuggled") {
  RequestReader reader({});
  CHECK(read(reader, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") ==
        Progress::refused);
}

TEST_CASE("a sender that expects it is told once to continue") {
  RequestReader reader({});
  REQUIRE(read(reader, "POST /a HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n") ==
          Progress::need_more);
  CHECK(reader.take_expect_continue());
  CHECK_FALSE(reader.take_expect_continue());
  CHECK(read(reader, "ab") == Progress::complete);
  CHECK(reader.request().body == "ab");
}

TEST_CASE("an HTTP/1.0 request needs no Host and does not keep alive by itself") {
  RequestReader reader({});
  REQUIRE(read(reader, "GET /old HTTP/1.0\r\n\r\n") == Progress::complete);
  CHECK(reader.http_1_0());
  CHECK_FALSE(reader.keep_alive());
}

TEST_CASE("the limit of a body may depend on the path, and is kept before the body is sent") {
  const auto limit_of = [](std::string_view path) -> std::optional<std::uint64_t> {
    if (path == "/small") return 2;
    if (path == "/large") return 100;
    return std::nullopt;
  };
  const auto sent = [&](const std::string& path, const std::string& rest) {
    RequestReader reader({.head_bytes = 1024, .body_bytes = 10}, limit_of);
    return read(reader, "POST " + path + " HTTP/1.1\r\nHost: h\r\n" + rest);
  };
  const auto sized = [](int size) { return "Content-Length: " + std::to_string(size) + "\r\n\r\n"; };
  CHECK(sent("/small?x=1", sized(3)) == Progress::refused);
  CHECK(sent("http://h/small", sized(3)) == Progress::refused);
  CHECK(sent("/small", sized(2) + "ab") == Progress::complete);
  CHECK(sent("/large", sized(100) + std::string(100, 'x')) == Progress::complete);
  CHECK(sent("/other", sized(11)) == Progress::refused);
  CHECK(sent("/small", "Transfer-Encoding: chunked\r\n\r\n3\r\nabc") == Progress::refused);
  CHECK(sent("/large", "Transfer-Encoding: chunked\r\n\r\n14\r\n01234567890123456789\r\n0\r\n\r\n") == Progress::complete);
}

TEST_CASE("a limit goes with its request, not with the connection") {
  RequestReader reader({.head_bytes = 1024, .body_bytes = 10}, [](std::string_view path) -> std::optional<std::uint64_t> {
    if (path == "/small") return 2;
    return std::nullopt;
  });
  REQUIRE(read(reader, "POST /small HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nab") == Progress::complete);
  reader.reset();
  CHECK(read(reader, "POST /b HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nabcd") == Progress::complete);
  reader.reset();
  CHECK(read(reader, "POST /b HTTP/1.1\r\nHost: h\r\nContent-Length: 11\r\n\r\n") == Progress::refused);
  CHECK(reader.refusal().detail == "A body may have 10 bytes.");
}
