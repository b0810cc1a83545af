#include "faults/json_edit.hpp"

#include "framework/catch.hpp"
#include "source/user_error.hpp"

using namespace confab;
using namespace confab::mock;
using source::Json;

namespace {

std::string edited(const std::string& document, std::map<std::string, std::string, std::less<>> how) {
  Json json = Json::parse(document);
  const JsonEdit edit(Parameters("body", std::move(how)));
  return edit.apply(json) ? json.dump() : "unchanged";
}

}  // namespace

TEST_CASE("A place is dropped, emptied, or holds something else") {
  const std::string document = R"({"a":{"b":[1,2,3]},"c/d":"x9","e":true,"f":7})";
  CHECK(edited(document, {{"do", "drop"}, {"at", "/a/b/1"}}) == R"({"a":{"b":[1,3]},"c/d":"x9","e":true,"f":7})");
  CHECK(edited(document, {{"do", "drop"}, {"at", "/c~1d"}}) == R"({"a":{"b":[1,2,3]},"e":true,"f":7})");
  CHECK(edited(R"({"a":1})", {{"do", "drop"}}) == "null");
  CHECK(edited(R"({"a":"x"})", {{"do", "null"}, {"at", "/a"}}) == R"({"a":null})");
  CHECK(edited(R"({"a":"x"})", {{"do", "empty"}, {"at", "/a"}}) == R"({"a":""})");
  CHECK(edited(R"({"a":[1]})", {{"do", "empty"}, {"at", "/a"}}) == R"({"a":[]})");
  CHECK(edited(R"({"a":1})", {{"do", "set"}, {"at", "/a"}, {"value", "[2]"}}) == R"({"a":[2]})");
  CHECK(edited(R"({"a":1})", {{"do", "rename"}, {"at", "/a"}}) == R"({"a_":1})");
}

TEST_CASE("Another value keeps its type, a wrong one does not") {
  CHECK(edited(R"("2026-11-25")", {{"do", "other"}}) == R"("2026-11-21")");
  CHECK(edited(R"("")", {{"do", "other"}}) == R"("x")");
  CHECK(edited("7", {{"do", "other"}}) == "8");
  CHECK(edited("true", {{"do", "other"}}) == "false");
  CHECK(edited("7", {{"do", "wrong_type"}}) == R"({"confab":true})");
  CHECK(edited(R"("x")", {{"do", "wrong_type"}}) == "-7.5");
}

TEST_CASE("Lists lose, repeat and reorder what they hold") {
  CHECK(edited("[1,2,3]", {{"do", "reverse"}}) == "[3,2,1]");
  CHECK(edited("[1,2,3]", {{"do", "lose_first"}}) == "[2,3]");
  CHECK(edited("[1,2,3]", {{"do", "lose_last"}}) == "[1,2]");
  CHECK(edited("[1,2,3]", {{"do", "repeat_first"}}) == "[1,1,2,3]");
  CHECK(edited("[1,2,3]", {{"do", "swap"}}) == "[2,1,3]");
  CHECK(edited("[1]", {{"do", "extra"}, {"value", "2"}}) == "[1,2]");
  CHECK(edited(R"({"a":1})", {{"do", "extra"}}) == R"({"a":1,"confab_extra":true})");
  CHECK(edited(R"({"a":1})", {{"do", "extra"}, {"value", R"({"b":2})"}}) == R"({"a":1,"b":2})");
}

TEST_CASE("Where there is nothing to change nothing is changed") {
  CHECK(edited("[1]", {{"do", "reverse"}}) == "unchanged");
  CHECK(edited("{}", {{"do", "drop"}, {"at", "/a"}}) == "unchanged");
  CHECK(edited("[]", {{"do", "lose_first"}}) == "unchanged");
  CHECK(edited("{}", {{"do", "drop"}, {"at", "no pointer"}}) == "unchanged");
}

TEST_CASE("An action that is none is the user's mistake, and the nearest word is named") {
  CHECK_THROWS_AS(edited("{}", {{"do", "dorp"}}), source::UserError);
  try {
    (void)edited("{}", {{"do", "dorp"}});
  } catch (const source::UserError& error) {
    CHECK(error.remedy().find("drop") != std::string::npos);
  }
  CHECK_THROWS_AS(edited("{}", {}), source::UserError);
  CHECK_THROWS_AS(edited("{}", {{"do", "set"}, {"value", "{"}}), source::UserError);
}
