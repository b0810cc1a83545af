#include "source/json_text.hpp"

#include <string>

#include "framework/catch.hpp"

namespace confab::source {
namespace {

std::string nested(std::size_t depth) {
  return std::string(depth, '[') + std::string(depth, ']');
}

}  // namespace

TEST_CASE("A JSON text of RFC 8259 is read as it stands") {
  CHECK(*parse_json(" {\"a\":[1,-2.5,true,false,null,\"\\u0000\\ud83d\\ude00\"]} \r\n") ==
        Json{{"a", {1, -2.5, true, false, nullptr, std::string("\0😀", 5)}}});
  CHECK(*parse_json("18446744073709551615") == Json(18446744073709551615U));
  CHECK(*parse_json("\"top\"") == "top");
}

TEST_CASE("Of duplicate keys the last one counts") {
  CHECK(*parse_json(R"({"a":1,"a":2})") == Json{{"a", 2}});
}

TEST_CASE("What is not one JSON value is refused, with the offset of the trouble") {
  struct Row {
    std::string text, reason;
    std::size_t offset;
  };
  const Row row = GENERATE(
      Row{"", "end of input", 0}, Row{"{} x", "invalid literal", 3}, Row{"[1,]", "]", 3},
      Row{"{'a':1}", "invalid literal", 1}, Row{"nul", "invalid literal", 3}, Row{"\"a", "missing closing quote", 2},
      Row{"01", "expected end of input", 1}, Row{"\"\t\"", "control character", 1}, Row{"NaN", "invalid literal", 0},
      Row{"\"\\ud800\"", "surrogate", 7}, Row{"1e999", "number overflow", 4}, Row{"[1] []", "expected end of input", 4});
  CAPTURE(row.text);
  const auto parsed = parse_json(row.text);
  REQUIRE_FALSE(parsed);
  CHECK_THAT(parsed.error().reason, Catch::Contains(row.reason));
  CHECK(parsed.error().offset == row.offset);
}

TEST_CASE("The reason never repeats the text: it may be huge") {
  const auto parsed = parse_json("\"" + std::string(1'000'000, 'x'));
  REQUIRE_FALSE(parsed);
  CHECK(parsed.error().reason.size() < 200);
}

TEST_CASE("Bytes that are not UTF-8, NUL and a byte order mark are refused") {
  CHECK(parse_json("[\"\xFF\"]").error().offset == 2);
  CHECK(parse_json(std::string("1\0", 2)).error().offset == 1);
  CHECK(parse_json(std::string("1\0garbage", 9)).error().offset == 1);
  CHECK(parse_json(std::string("\"\\\0\"", 4)).error().offset == 2);
  CHECK(parse_json("\xEF\xBB\xBF{}").error().offset == 0);
}

TEST_CASE("Nesting is accepted up to the limit and refused beyond it, brackets in strings not counted") {
  CHECK(parse_json(nested(kMaxJsonDepth)));
  CHECK(parse_json(nested(kMaxJsonDepth + 1)).error().offset == kMaxJsonDepth);
  CHECK_FALSE(parse_json(std::string(5'000'000, '[')));
  CHECK(parse_json("\"" + std::string(2000, '[') + "\\\"" + std::string(2000, '{') + "\""));
}

TEST_CASE("Text that is not UTF-8 is written with replacement characters instead of throwing") {
  CHECK(render_json(Json("a\xFF")) == "\"a\xEF\xBF\xBD\"");
  CHECK(render_json(Json{{"b", 1}, {"a", {true, nullptr}}}) == R"({"a":[true,null],"b":1})");
}

TEST_CASE("JSON pointers find what RFC 6901, section 5, says they find") {
  const Json document = Json::parse(R"({"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"i\\j":5,"k\"l":6," ":7,"m~n":8})");
  CHECK(find(document, "") == &document);
  CHECK(*find(document, "/foo") == Json{"bar", "baz"});
  CHECK(*find(document, "/foo/0") == "bar");
  CHECK(*find(document, "/") == 0);
  CHECK(*find(document, "/a~1b") == 1);
  CHECK(*find(document, "/c%d") == 2);
  CHECK(*find(document, "/ ") == 7);
  CHECK(*find(document, "/m~0n") == 8);
}

TEST_CASE("A pointer that leads nowhere or is malformed finds nothing") {
  const Json document = Json::parse(R"({"a":["x"],"m~n":8,"01":1})");
  const std::string pointer = GENERATE("a", "/b", "/a/1", "/a/-", "/a/00", "/a/+0", "/a/-1", "/a/",
                                       "/a/99999999999999999999", "/a/0/x", "/m~n", "/m~", "/m~2n");
  CAPTURE(pointer);
  CHECK(find(document, pointer) == nullptr);
}

TEST_CASE("An escaped token finds the key it was made from") {
  const std::string key = GENERATE("plain", "a/b", "a~b", "~1", "~0/", "/~");
  const Json document{{key, 7}};
  REQUIRE(find(document, "/" + escape_token(key)) != nullptr);
  CHECK(*find(document, "/" + escape_token(key)) == 7);
}

}  // namespace confab::source
