#include "runner/next_page.hpp"

#include "framework/catch.hpp"

using namespace confab::conformance;
using confab::source::Json;

TEST_CASE("The link with the relation next is found among others, however it is written") {
  CHECK(next_link("") == std::nullopt);
  CHECK(next_link("<http://a/?page=1>; rel=\"first\"") == std::nullopt);
  CHECK(
      next_link("<http://a/?x=1>; rel=\"first\", <http://a/?x=1&page=2>; rel=\"next\", <http://a/?page=9>; rel=\"last\"") ==
      "http://a/?x=1&page=2");
  CHECK(next_link("</l?page=3>; title=\"more\"; REL=Next") == "/l?page=3");
  CHECK(next_link("</l?page=3>; rel=\"prefetch next\"") == "/l?page=3");
  CHECK(next_link("</l?page=3>; rel=\"nextish\"") == std::nullopt);
  CHECK(next_link("</l?page=3; rel=next") == std::nullopt);
}

TEST_CASE("A link's query replaces the one that was sent, a token joins it") {
  confab::scenarios::PagesStep links;
  links.by_link = true;
  HttpResponse response;
  response.headers = {{"Link", "<https://elsewhere.example/x?field=a&field=b&q=%20%2B&page=2>; rel=\"next\""}};
  CHECK(next_page(links, response, Json::array(), Json{{"page_size", 3}}) ==
        Json{{"field", {"a", "b"}}, {"q", {" +"}}, {"page", {"2"}}});

  confab::scenarios::PagesStep tokens;
  tokens.token = "/next";
  tokens.query = "after";
  tokens.more = "/has_more";
  CHECK(next_page(tokens, {}, Json{{"next", "t1"}, {"has_more", true}}, Json{{"limit", 3}}) ==
        Json{{"limit", 3}, {"after", "t1"}});
  CHECK(next_page(tokens, {}, Json{{"next", nullptr}, {"has_more", true}}, Json::object()) == std::nullopt);
  CHECK(next_page(tokens, {}, Json{{"next", "t1"}, {"has_more", false}}, Json::object()) == std::nullopt);
  CHECK(next_page(tokens, {}, Json::object(), Json::object()) == std::nullopt);
}
