#include "runner/matcher.hpp"

#include "framework/catch.hpp"
#include "runner/operators.hpp"
#include "source/user_error.hpp"

using namespace confab;
using namespace confab::conformance;
using source::Json;

namespace {

/// Both as JSON text.
bool fits(const std::string& matcher, const std::string& value) {
  const Json actual = Json::parse(value);
  return match(Json::parse(matcher), &actual).empty();
}

std::string told(const std::string& matcher, const std::string& value) {
  const Json actual = Json::parse(value);
  const auto mismatches = match(Json::parse(matcher), &actual);
  return expected_text(mismatches) + " | " + actual_text(mismatches);
}

}  // namespace

TEST_CASE("An object matches partially, at every depth") {
  CHECK(fits(R"({"a":{"b":1}})", R"({"a":{"b":1,"c":2},"d":3})"));
  CHECK_FALSE(fits(R"({"a":{"b":1}})", R"({"a":{"c":1}})"));
  CHECK_FALSE(fits(R"({"a":1})", "[1]"));
  CHECK(told(R"({"a":{"b~/":1}})", R"({"a":{}})") == "/a/b~0~1: 1 | /a/b~0~1: absent");
}

TEST_CASE("An array matches item by item and has the same length") {
  CHECK(fits(R"([{"a":1},2])", R"([{"a":1,"b":2},2])"));
  CHECK_FALSE(fits("[1]", "[1,2]"));
  CHECK_FALSE(fits("[1,2]", "[2,1]"));
  CHECK(told("[1]", "[]") == "1 items: [1] | 0 items: []");
}

TEST_CASE("Scalars are compared by value, and null is a value") {
  CHECK(fits("1", "1.0"));
  CHECK(fits("null", "null"));
  CHECK_FALSE(fits("null", "0"));
  CHECK_FALSE(fits("\"1\"", "1"));
  CHECK_FALSE(fits(R"({"a":null})", "{}"));
}

TEST_CASE("Each operator holds and breaks") {
  struct Row {
    const char *matcher, *yes, *no;
  };
  const Row rows[] = {
      {R"({"$type":"string"})", R"("a")", "1"},
      {R"({"$type":"integer"})", "3.0", "3.5"},
      {R"({"$type":"number"})", "3", "\"3\""},
      {R"({"$type":["null","array"]})", "null", "{}"},
      {R"({"$format":"uuid"})", R"("0B8f0c5e-7f1c-4d3a-9b2e-5a6c7d8e9f01")", R"("0b8f0c5e-7f1c-4d3a-9b2e")"},
      {R"({"$format":"date-time"})", R"("2024-02-29T23:59:60.5+02:00")", R"("2023-02-29T00:00:00Z")"},
      {R"({"$format":"uri"})", R"("https://example.com/a?b#c")", R"("not a uri")"},
      {R"({"$format":"hex24"})", R"("0123456789abcdef01234567")", R"("0123")"},
      {R"({"$matches":"^a+b?$"})", R"("aab")", R"("b")"},
      {R"({"$contains":"BC"})", R"("aBCd")", R"("abcd")"},
      {R"({"$eq":{"a":1}})", R"({"a":1})", R"({"a":1,"b":2})"},
      {R"({"$ne":2})", "1", "2.0"},
      {R"({"$gt":2})", "2.5", "2"},
      {R"({"$gte":2})", "2", "1"},
      {R"({"$lt":"2024-01-01T00:00:00.5Z"})", R"("2024-01-01T00:00:00Z")", R"("2024-01-01T00:00:00.50Z")"},
      {R"({"$lte":-1})", "-1", "\"-1\""},
      {R"({"$length":2})", R"("€é")", R"("abc")"},
      {R"({"$length":{"$gte":1}})", "[0]", "{}"},
      {R"({"$each":{"a":1}})", R"([{"a":1,"b":1},{"a":1}])", R"([{"a":1},{"a":2}])"},
      {R"({"$each":1})", "[]", "1"},
      {R"({"$some":2})", "[1,2]", "[1]"},
      {R"({"$none":2})", "[1]", "[1,2]"},
      {R"({"$exactly":{"a":[1]}})", R"({"a":[1]})", R"({"a":[1],"b":1})"},
      {R"({"$any_of":[null,{"$gt":3}]})", "4", "2"},
      {R"({"$all_of":[{"$gt":3},{"$lt":5}]})", "4", "5"},
      {R"({"$not":{"a":1}})", R"({"a":2})", R"({"a":1})"},
      {R"({"$sorted":{"by":"/n","order":"ascending"}})", R"([{"n":1},{"n":1},{"n":2}])", R"([{"n":2},{"n":1}])"},
      {R"({"$sorted":{"by":"/n"}})", R"([{"n":1}])", R"([{"m":1}])"},
      {R"({"a":{"$absent":true}})", "{}", R"({"a":null})"},
      {R"({"a":{"$absent":false}})", R"({"a":null})", "{}"},
      {R"({"$gt":1,"$lt":3})", "2", "3"},
  };
  for (const Row& row : rows) {
    INFO(row.matcher);
    CHECK(fits(row.matcher, row.yes));
    CHECK_FALSE(fits(row.matcher, row.no));
  }
}

TEST_CASE("Every operator of the table breaks on a member that is not there, unless it asks for just that") {
  const std::map<std::string, Json> operands = {{"$type", "string"},
                                                {"$format", "uuid"},
                                                {"$matches", "a"},
                                                {"$contains", "a"},
                                                {"$length", 1},
                                                {"$absent", false},
                                                {"$sorted", {{"by", "/a"}}},
                                                {"$any_of", Json::array({1})},
                                                {"$all_of", Json::array({1})}};
  for (const Operator& row : operators()) {
    INFO(row.name);
    const auto operand = operands.find(std::string(row.name));
    const bool breaks = !row.judge(operand == operands.end() ? Json(1) : operand->second, nullptr).empty();
    CHECK(breaks == (row.name != "$not"));
  }
}

TEST_CASE("Times are ordered by when they are, not by their letters") {
  CHECK(fits(R"({"$sorted":{"by":"/t","order":"descending"}})",
             R"([{"t":"2024-01-01T00:00:00.123Z"},{"t":"2024-01-01T00:00:00.12Z"},{"t":"2024-01-01T01:00:00+01:00"}])"));
  CHECK_FALSE(fits(R"({"$sorted":{"by":"/t","order":"descending"}})",
                   R"([{"t":"2024-01-01T00:00:00Z"},{"t":"2024-01-01T00:00:00.5Z"}])"));
}

TEST_CASE("A text of the peer can neither hang nor crash the regular expressions") {
  const Json evil = std::string(300'000, 'a') + "!";
  CHECK_FALSE(match({{"$matches", "^(a+)+$"}}, &evil).empty());
  const Json lines = std::string(1'000'000, '\n');
  CHECK(match({{"$matches", "^[\\s\\S]*$"}}, &lines).empty());
}

TEST_CASE("Unknown operators, formats and broken expressions are the user's mistake") {
  const Json value = "x";
  CHECK_THROWS_AS(match({{"$like", 1}}, &value), source::UserError);
  CHECK_THROWS_AS(match({{"$format", "colour"}}, &value), source::UserError);
  CHECK_THROWS_AS(match({{"$matches", "("}}, &value), source::UserError);
}

TEST_CASE("What the peer sent earlier is never read as an operator") {
  const Json saved = {{"$type", "string"}};
  const auto fill = [&](const Json& text) { return text == "$saved" ? saved : text; };
  const Json filled = fill_matcher({{"a", "$saved"}, {"b", {{"$eq", "$saved"}}}, {"c", {{"$any_of", {"$saved", 1}}}}}, fill);
  CHECK(filled["a"] == Json{{"$exactly", saved}});
  CHECK(filled["b"] == Json{{"$eq", saved}});
  CHECK(filled["c"]["$any_of"][0] == Json{{"$exactly", saved}});
  const Json actual = {{"a", "text"}, {"b", saved}, {"c", 1}};
  CHECK_FALSE(match(filled, &actual).empty());
}

TEST_CASE("A mismatch of something huge is told in a few words") {
  const Json actual = {{"a", std::string(1'000'000, 'x')}};
  const auto mismatches = match({{"a", std::string(1'000'000, 'y')}}, &actual);
  REQUIRE(mismatches.size() == 1);
  CHECK(mismatches[0].expected.size() < 300);
  CHECK(mismatches[0].actual.size() < 300);
}

TEST_CASE("$unique holds when no two items have the same there") {
  const Json matcher = {{"$unique", "/id"}};
  const Json good = {{{"id", 1}}, {{"id", 2}}, {{"id", "1"}}};
  const Json twice = {{{"id", 1}}, {{"id", 2}}, {{"id", 1}}};
  CHECK(match(matcher, &good).empty());
  REQUIRE(match(matcher, &twice).size() == 1);
  CHECK(match(matcher, &twice)[0].pointer == "/2");
  const Json number = 1;
  CHECK_FALSE(match(matcher, &number).empty());
}

TEST_CASE("The first group of an expression is what is taken from a text") {
  CHECK(first_group("^(.{3})", "abcdef") == "abc");
  CHECK(first_group("b.", "abcdef") == "bc");
  CHECK(first_group("x", "abcdef") == std::nullopt);
}
