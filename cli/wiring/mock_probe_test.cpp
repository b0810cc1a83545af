#include "wiring/mock_probe.hpp"

#include "framework/catch.hpp"

using namespace confab::cli;

TEST_CASE("the origin is the URL without its path") {
  CHECK(origin_of("http://127.0.0.1:8080") == "http://127.0.0.1:8080");
  CHECK(origin_of("https://host/a/b/") == "https://host");
}

TEST_CASE("a mock's health says where it serves which vendor") {
  const auto several =
      read_health(R"({"name":"confab","vendors":[{"name":"a","base":"/a"},{"name":"b","base":"/b"}]})", "http://h");
  REQUIRE(several);
  CHECK(*several == MockBases{{"a", "http://h/a"}, {"b", "http://h/b"}});
  const auto one = read_health(R"({"name":"confab","vendors":[{"name":"a","base":"/"}]})", "http://h");
  REQUIRE(one);
  CHECK(one->at("a") == "http://h");
}

TEST_CASE("any other answer is no mock") {
  for (const char* body : {"", "ok", "[]", "{}", "null", R"({"name":"other","vendors":[]})", R"({"name":"confab"})",
                           R"({"name":"confab","vendors":{}})", R"({"name":"confab","vendors":["a"]})",
                           R"({"name":"confab","vendors":[{"name":1,"base":"/"}]})"}) {
    INFO(body);
    CHECK_FALSE(read_health(body, "http://h"));
  }
}
