#include "vendors/replies.hpp"

#include "framework/catch.hpp"

using namespace confab::mock;

TEST_CASE("a number is read only if it is the whole text and fits 64 bits") {
  CHECK(parse_int64("-7") == -7);
  CHECK(parse_int64("9223372036854775807") == INT64_MAX);
  for (const char* text : {"", " 7", "7 ", "+7", "7.0", "0x7", "9223372036854775808"}) CHECK_FALSE(parse_int64(text));
}

TEST_CASE("white space is trimmed at both ends, and a text of nothing else is blank") {
  CHECK(trim(" \t a b\r\n") == "a b");
  CHECK(trim(" \v\f").empty());
  CHECK(is_blank(""));
  CHECK(is_blank(" \n"));
  CHECK_FALSE(is_blank("\xC2\xA0"));
}

TEST_CASE("an empty reply has neither body nor media type") {
  const Reply reply = empty_reply(204);
  CHECK(reply.status == 204);
  CHECK(reply.media_type.empty());
  CHECK_FALSE(reply.body);
}
