#include "client/chunk_reader.hpp"

#include "framework/catch.hpp"

namespace confab::conformance {
namespace {

struct Read {
  std::string data, error;
  bool complete = false;
  std::size_t consumed = 0;

  bool operator==(const Read&) const = default;
};

// Feeds `slices` of at most `most` bytes.
Read read(std::string_view raw, std::size_t most) {
  ChunkReader reader;
  Read out;
  while (out.consumed < raw.size() && !reader.complete()) {
    const auto step = reader.next(raw.substr(out.consumed, most));
    if (!step) {
      out.error = step.error();
      break;
    }
    REQUIRE(step->consumed > 0);
    out.data += step->data;
    out.consumed += step->consumed;
  }
  out.complete = reader.complete();
  return out;
}

TEST_CASE("chunks are joined however the bytes are cut, and nothing after them is taken", "[chunks]") {
  const std::string_view raw =
      "5\r\nhello\r\n06;ext=\"a;b\"\r\n world\r\n1 \t;x\r\n\n\r\n0;last\r\nTrailer: 1\r\nOther: 2\r\n\r\nHTTP/1.1";
  const auto whole = read(raw, raw.size());
  CHECK(whole.data == "hello world\n");
  CHECK(whole.complete);
  CHECK(whole.error.empty());
  CHECK(raw.substr(whole.consumed) == "HTTP/1.1");
  for (std::size_t most = 1; most < raw.size(); ++most) CHECK(read(raw, most) == whole);
}

TEST_CASE("a chunked body is complete only after its last blank line", "[chunks]") {
  const std::string_view raw = "2\r\nab\r\n0\r\nT: x\r\n\r\n";
  for (std::size_t length = 0; length < raw.size(); ++length) CHECK_FALSE(read(raw.substr(0, length), 100).complete);
  CHECK(read(raw, 100).complete);
}

TEST_CASE("an error names the bytes that break the grammar", "[chunks]") {
  CHECK(read("zz\r\n", 100).error == "this is no chunk size: \"zz\"");
  CHECK(read("2\r\nabc\r\n", 100).error.find("longer than its size") != std::string::npos);
  CHECK(read("2\n", 100).error.find("without CR") != std::string::npos);
  CHECK(read("ffffffffffffffff\r\n", 100).error.empty());
  CHECK_FALSE(read("10000000000000000\r\n", 100).error.empty());
}

TEST_CASE("lines and trailers have limits", "[chunks]") {
  CHECK_FALSE(read("1;" + std::string(5000, 'x'), 1).error.empty());
  std::string trailers = "0\r\n";
  while (trailers.size() < 70'000) trailers += "X-Trailer: value\r\n";
  CHECK_FALSE(read(trailers, 1000).error.empty());
}

}  // namespace
}  // namespace confab::conformance
