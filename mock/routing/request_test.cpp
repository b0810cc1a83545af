#include "routing/request.hpp"

#include "framework/catch.hpp"

using namespace confab::mock;
using Pairs = std::vector<std::pair<std::string, std::string>>;

TEST_CASE("a header is found whatever its case, the first of several") {
  const Field fields[] = {{"Content-Type", "a"}, {"content-type", "b"}, {"X", ""}};
  Request request;
  request.fields = fields;
  CHECK(request.header("CONTENT-TYPE") == "a");
  CHECK(request.header("x") == "");
  CHECK_FALSE(request.header("Content-Typ"));
  CHECK_FALSE(request.header(""));
}

TEST_CASE("a query is pairs in their order, with plus signs and escapes decoded") {
  CHECK(parse_query("a=1&b=x+y%26&a=2") == Pairs{{"a", "1"}, {"b", "x y&"}, {"a", "2"}});
  CHECK(parse_query("a&=b&&c=&d==e") == Pairs{{"a", ""}, {"", "b"}, {"c", ""}, {"d", "=e"}});
  CHECK(parse_query("").empty());
  CHECK(parse_query("&&&").empty());
}

TEST_CASE("malformed escapes in a query stay as they are") {
  CHECK(parse_query("a=%&b=%zz&c=%4") == Pairs{{"a", "%"}, {"b", "%zz"}, {"c", "%4"}});
  CHECK(parse_query("%00=%ff") == Pairs{{std::string(1, '\0'), "\xFF"}});
}

TEST_CASE("a path is decoded by its escapes alone, and a malformed one gives nothing") {
  CHECK(percent_decode("a%2Fb+c") == "a/b+c");
  CHECK(percent_decode("%e6%97%A5") == "日");
  CHECK(percent_decode("") == "");
  for (const char* malformed : {"%", "a%2", "%g0", "%0g", "%%20"}) CHECK_FALSE(percent_decode(malformed));
}
