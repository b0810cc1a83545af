#include "engine/page.hpp"

#include <algorithm>
#include <cctype>
#include <vector>

#include "framework/catch.hpp"

using namespace confab::mock;
using Numbers = std::vector<std::uint64_t>;

namespace {

/// Reads all pages of `rows`, calling `between` after each.
template <typename Between>
Numbers read_all(Numbers& rows, Sorting sorting, std::size_t limit, const Between& between) {
  Numbers seen;
  std::optional<std::string> cursor;
  do {
    const auto page = page_after(cursor, limit, rows, sorting, "list");
    REQUIRE(page);
    seen.insert(seen.end(), rows.begin() + static_cast<std::ptrdiff_t>(page->begin),
                rows.begin() + static_cast<std::ptrdiff_t>(page->end));
    cursor = page->next;
    between(rows);
  } while (cursor);
  return seen;
}

constexpr auto kNothing = [](Numbers&) {};

}  // namespace

TEST_CASE("all pages together are the list, whatever their size") {
  for (std::size_t limit = 1; limit <= 6; ++limit) {
    Numbers rising = {1, 2, 5, 7, 9};
    CHECK(read_all(rising, Sorting::rising, limit, kNothing) == rising);
    Numbers falling = {9, 7, 5, 2, 1};
    CHECK(read_all(falling, Sorting::falling, limit, kNothing) == falling);
  }
}

TEST_CASE("an empty list has one page, which is the last") {
  const auto page = page_after(std::nullopt, 10, {}, Sorting::rising, "list");
  REQUIRE(page);
  CHECK(page->begin == page->end);
  CHECK_FALSE(page->next);
}

TEST_CASE("a page that is just full is the last if nothing follows") {
  const Numbers rows = {1, 2};
  CHECK_FALSE(page_after(std::nullopt, 2, rows, Sorting::rising, "list")->next);
}

TEST_CASE("rows added at the top of a list, newest first, are neither shown nor shift the rest") {
  Numbers rows = {3, 2, 1};
  std::uint64_t last = 3;
  const auto add = [&last](Numbers& list) { list.insert(list.begin(), ++last); };
  CHECK(read_all(rows, Sorting::falling, 1, add) == Numbers{3, 2, 1});
}

TEST_CASE("rows added at the end are shown once") {
  Numbers rows = {1, 2, 3};
  const auto add = [](Numbers& list) {
    if (list.size() < 4) list.push_back(list.back() + 1);
  };
  CHECK(read_all(rows, Sorting::rising, 2, add) == Numbers{1, 2, 3, 4});
}

TEST_CASE("rows removed between pages, the cursor's own included, lose no other") {
  Numbers rows = {1, 2, 3, 4, 5, 6};
  const auto remove = [](Numbers& list) { list.erase(list.begin(), list.begin() + 2); };
  CHECK(read_all(rows, Sorting::rising, 2, remove) == Numbers{1, 2, 3, 4, 5, 6});
}

TEST_CASE("a cursor is safe in a URL and good for its own list only") {
  const Numbers rows = {1, 2, 0xFFFFFFFFFFFFFFFFU};
  const std::string cursor = *page_after(std::nullopt, 1, rows, Sorting::rising, "list")->next;
  CHECK(std::all_of(cursor.begin(), cursor.end(), [](unsigned char c) { return std::isalnum(c) != 0 || c == '-'; }));
  CHECK(page_after(cursor, 1, rows, Sorting::rising, "list"));
  CHECK_FALSE(page_after(cursor, 1, rows, Sorting::rising, "other"));
}

TEST_CASE("a cursor nobody gave is refused") {
  const Numbers rows = {1, 2};
  const std::string cursor = *page_after(std::nullopt, 1, rows, Sorting::rising, "list")->next;
  for (const std::string& wrong : {std::string(), std::string("1"), std::string("-"), cursor + "0", "0" + cursor,
                                   " " + cursor, cursor.substr(0, cursor.size() - 1), std::string("2") + cursor.substr(1),
                                   std::string(100'000, '1'), std::string("\0", 1)}) {
    CHECK_FALSE(page_after(wrong, 1, rows, Sorting::rising, "list"));
  }
}
