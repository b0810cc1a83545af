#include "vendors/pipeshub_pages.hpp"

#include <limits>

#include "framework/catch.hpp"

using namespace confab::mock;
using namespace confab::mock::pipeshub;

TEST_CASE("dates are read as days and as times with an offset") {
  const auto rendered = [](std::string_view text) {
    const auto time = parse_time(text);
    return time ? render_time(*time) : std::string("none");
  };
  CHECK(rendered("2026-01-31") == "2026-01-31T00:00:00.000Z");
  CHECK(rendered("2026-01-31T12:34:56.789Z") == "2026-01-31T12:34:56.789Z");
  CHECK(rendered("2026-01-31T12:34") == "2026-01-31T12:34:00.000Z");
  CHECK(rendered("2026-01-31T01:00:00+02:00") == "2026-01-30T23:00:00.000Z");
  for (const char* none : {"", "the-day-before", "2026-13-01", "2026-02-30", "2026-01-31T", "2026-01-31T24:00",
                           "2026-01-31 12:00", "2026-01-31T12:00:00.000ZZ", "-026-01-01", "2026-01-+1"}) {
    CHECK(rendered(none) == "none");
  }
}

TEST_CASE("pages cover a list, and the last one says that it is the last") {
  const Page second{.number = 2, .size = 3};
  CHECK(second.begin(5) == 3);
  CHECK(second.end(5) == 5);
  CHECK(second.json(5) ==
        confab::source::Json::parse(
            R"({"page":2,"limit":3,"totalCount":5,"totalPages":2,"hasNextPage":false,"hasPrevPage":true})"));
  CHECK(second.begin(2) == 2);
  CHECK(Page{}.json(0).at("totalPages") == 0);
  const Page far{.number = std::numeric_limits<std::size_t>::max(), .size = 100};
  CHECK(far.begin(5) == 5);
  CHECK(far.end(5) == 5);
}

TEST_CASE("rows are sorted by what was asked for, equals by their ids") {
  std::vector<Row> rows = {{.id = "a", .title = "x"}, {.id = "c", .title = "x"}, {.id = "b", .title = "w"}};
  sort_rows(rows, "title", true);
  CHECK(rows[0].id + rows[1].id + rows[2].id == "bca");
  sort_rows(rows, "lastActivityAt", false);
  CHECK(rows[0].id + rows[1].id + rows[2].id == "cba");
}
