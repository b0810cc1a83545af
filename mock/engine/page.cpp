#include "engine/page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "source/invariant.hpp"

namespace confab::mock {

namespace {

// FNV-1a: enough to tell a cursor of ours from one of another list or one that somebody made up; it is no secret.
std::uint32_t checksum(std::string_view text) {
  std::uint32_t sum = 0x811C9DC5U;
  for (const char c : text) sum = (sum ^ static_cast<unsigned char>(c)) * 0x01000193U;
  return sum;
}

// "<number>-<checksum>", both in hexadecimal: the last row that was shown.
std::string render_cursor(std::uint64_t number, std::string_view list) {
  return fmt::format("{:x}-{:08x}", number, checksum(fmt::format("{:x}@{}", number, list)));
}

std::optional<std::uint64_t> parse_cursor(std::string_view cursor, std::string_view list) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), number, 16);
  if (error != std::errc{} || cursor != render_cursor(number, list)) return std::nullopt;
  return number;
}

}  // namespace

std::optional<CursorPage> page_after(std::optional<std::string_view> cursor, std::size_t limit,
                                     std::span<const std::uint64_t> numbers, Sorting sorting, std::string_view list) {
  source::invariant(limit > 0, "a page has room for a row");
  std::size_t begin = 0;
  if (cursor) {
    const auto last = parse_cursor(*cursor, list);
    if (!last) return std::nullopt;
    const auto shown = [&](std::uint64_t number) { return sorting == Sorting::rising ? number <= *last : number >= *last; };
    begin = static_cast<std::size_t>(std::partition_point(numbers.begin(), numbers.end(), shown) - numbers.begin());
  }
  CursorPage page{.begin = begin, .end = begin + std::min(limit, numbers.size() - begin), .next = std::nullopt};
  if (page.end < numbers.size()) page.next = render_cursor(numbers[page.end - 1], list);
  return page;
}

}  // namespace confab::mock
