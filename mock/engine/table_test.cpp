#include "engine/table.hpp"

#include "framework/catch.hpp"

using namespace confab::mock;
using confab::source::Json;

namespace {

Table planets() {
  return Table::of({{"name", "planets"},
                    {"description", "some"},
                    {"columns", {"name", "moons", "ring"}},
                    {"rows", {{"Mars", 2, false}, {"Saturn", nullptr, true}, {"Earth", 1, false}, {"Pluto", 5, nullptr}}}});
}

Json rows(const TableSlice& wanted) {
  const auto part = slice_table(planets(), wanted);
  return part ? part->rows : Json(part.error());
}

Json names(TableSlice wanted) {
  wanted.columns = {"name"};
  Json list = Json::array();
  for (const Json& row : rows(wanted)) list.push_back(row.at(0));
  return list;
}

}  // namespace

TEST_CASE("the whole table is what nothing is asked of") {
  const auto whole = slice_table(planets(), {});
  REQUIRE(whole);
  CHECK(whole->name == "planets");
  CHECK(whole->description == "some");
  CHECK(whole->columns == planets().columns);
  CHECK(whole->rows == planets().rows);
}

TEST_CASE("columns come in the order asked for") {
  const auto part = slice_table(planets(), {.limit = 1, .columns = {{"ring", "name", "ring"}}});
  REQUIRE(part);
  CHECK(part->columns == std::vector<std::string>{"ring", "name", "ring"});
  CHECK(part->rows == Json{{false, "Mars", false}});
  CHECK(rows({.limit = 1, .columns = std::vector<std::string>{}}) == Json::array({Json::array()}));
}

TEST_CASE("rows are sorted ascending with nulls last, before they are counted off") {
  CHECK(names({.order_by = "name"}) == Json{"Earth", "Mars", "Pluto", "Saturn"});
  CHECK(names({.order_by = "moons"}) == Json{"Earth", "Mars", "Pluto", "Saturn"});
  CHECK(names({.order_by = "moons", .offset = 1, .limit = 2}) == Json{"Mars", "Pluto"});
}

TEST_CASE("rows of equal value stay as they were") {
  CHECK(names({.order_by = "ring"}) == Json{"Mars", "Earth", "Saturn", "Pluto"});
}

TEST_CASE("values of several types have one order") {
  Table mixed{.name = "m", .description = "", .columns = {"v"}};
  mixed.rows = {{"b"}, {nullptr}, {Json::array()}, {2.5}, {true}, {"a"}, {2}};
  CHECK(slice_table(mixed, {.order_by = "v"})->rows == Json{{true}, {2}, {2.5}, {"a"}, {"b"}, {Json::array()}, {nullptr}});
}

TEST_CASE("offset and limit beyond the table give what is there") {
  constexpr auto kMost = std::numeric_limits<std::size_t>::max();
  CHECK(names({.offset = 3, .limit = kMost}) == Json{"Pluto"});
  CHECK(names({.offset = 4}) == Json::array());
  CHECK(names({.offset = kMost, .limit = kMost}) == Json::array());
  CHECK(names({.limit = 0}) == Json::array());
}

TEST_CASE("a column that is not there is named") {
  CHECK(rows({.columns = {{"name", "mass"}}}) == "mass");
  CHECK(rows({.order_by = "Name"}) == "Name");
}

TEST_CASE("an empty table has all its columns and no rows") {
  const Table empty{.name = "e", .description = "", .columns = {"a"}};
  CHECK(slice_table(empty, {.order_by = "a"})->rows == Json::array());
  CHECK(slice_table(empty, {.order_by = "b"}).error() == "b");
}
