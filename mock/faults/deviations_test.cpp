#include "faults/deviations.hpp"

#include <set>

#include "framework/catch.hpp"
#include "source/user_error.hpp"

using namespace confab;
using namespace confab::mock;

namespace {

std::string remedy_for(const std::string& text) {
  try {
    (void)parse_deviations(text);
  } catch (const source::UserError& error) {
    return error.render();
  }
  return "no error";
}

Request get(std::string_view path, std::string_view query = "") {
  return {.method = "GET", .path = path, .query = query, .fields = {}, .body = ""};
}

}  // namespace

TEST_CASE("Several deviations stand behind one another, their values percent-encoded") {
  const DeviationList list = parse_deviations("status:to=500;header_set:name=Link,to=a%2Cb%3B%25;no_answer");
  REQUIRE(list.size() == 3);
  Reply reply;
  list[1]->deviation().spoil(reply, {});
  REQUIRE(reply.headers.size() == 1);
  CHECK(reply.headers[0] == std::pair<std::string, std::string>("Link", "a,b;%"));
  CHECK(parse_deviations("").empty());
}

TEST_CASE("Unknown names and parameters are the user's mistakes, with the nearest word") {
  CHECK(remedy_for("statos:to=500").find("status") != std::string::npos);
  CHECK(remedy_for("status:too=500").find("to") != std::string::npos);
  CHECK(remedy_for("status").find("to is missing") != std::string::npos);
  CHECK(remedy_for("status:to=x").find("no number") != std::string::npos);
  CHECK(remedy_for("header_set:name=a,to=%2").find("percent-encoded") != std::string::npos);
}

TEST_CASE("A deviation concerns the exchanges it is aimed at and no other") {
  spec::Operation list_things;
  list_things.id = "list_things";
  const Asked asked{nullptr, &list_things};
  CHECK(AimedDeviation("no_answer:operation=list_things").concerns(get("/"), asked));
  CHECK_FALSE(AimedDeviation("no_answer:operation=get_thing").concerns(get("/"), asked));
  CHECK_FALSE(AimedDeviation("no_answer:method=POST").concerns(get("/"), asked));
  CHECK(AimedDeviation("no_answer:query=after").concerns(get("/", "x=1&after=2"), asked));
  CHECK_FALSE(AimedDeviation("no_answer:query=after").concerns(get("/", "x=after"), asked));
  Reply reply;
  reply.status = 404;
  CHECK(AimedDeviation("no_answer:status=404").concerns(reply));
  CHECK_FALSE(AimedDeviation("no_answer:status=200").concerns(reply));
}

TEST_CASE("Every deviation has a name of its own and says what it does") {
  std::set<std::string_view> names;
  for (const DeviationRow& row : all_deviations()) {
    CHECK(names.insert(row.name).second);
    CHECK(row.text.ends_with('.'));
  }
  CHECK(names.size() > 30);
}
