#include "client/ndjson_decoder.hpp"

#include "framework/catch.hpp"

namespace confab::conformance {
namespace {

using List = std::vector<std::string>;

// The lines of the whole, which every split in two must give as well.
List lines_of(std::string_view body) {
  const auto decode = [](std::string_view first, std::string_view second) {
    NdjsonDecoder decoder;
    List lines;
    decoder.feed(first, lines);
    decoder.feed(second, lines);
    return lines;
  };
  const auto whole = decode(body, "");
  for (std::size_t at = 0; at < body.size(); ++at) CHECK(decode(body.substr(0, at), body.substr(at)) == whole);
  return whole;
}

TEST_CASE("an NDJSON line ends with LF, a CR before it goes, blank lines are skipped", "[ndjson]") {
  CHECK(lines_of("{}\n[]\r\n\n \t\r\n\r\n1\n") == List{"{}", "[]", "1"});
  CHECK(lines_of("a\rb\n") == List{"a\rb"});
  CHECK(lines_of("\xFF\n") == List{"\xFF"});
}

TEST_CASE("an NDJSON line without LF is not complete", "[ndjson]") {
  NdjsonDecoder decoder;
  List lines;
  decoder.feed("1\n\n2", lines);
  CHECK(lines == List{"1"});
  CHECK(decoder.inside_line());
  CHECK(decoder.blank_lines() == 1);
  decoder.feed("\n", lines);
  CHECK(lines == List{"1", "2"});
  CHECK_FALSE(decoder.inside_line());
}

TEST_CASE("an NDJSON line above the limit ends decoding", "[ndjson]") {
  NdjsonDecoder decoder(4);
  List lines;
  decoder.feed("1234\n123", lines);
  CHECK_FALSE(decoder.too_long());
  decoder.feed("45\n1\n", lines);
  CHECK(decoder.too_long());
  decoder.feed("1\n", lines);
  CHECK(lines == List{"1234"});
}

}  // namespace
}  // namespace confab::conformance
