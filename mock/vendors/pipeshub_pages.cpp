#include "vendors/pipeshub_pages.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "source/ascii.hpp"
#include "vendors/pipeshub_guard.hpp"
#include "vendors/replies.hpp"

namespace confab::mock::pipeshub {

namespace {

std::size_t number_or(const Call& call, std::string_view key, std::size_t otherwise) {
  const auto given = call.query_value(key);
  const auto number = given ? parse_int64(*given) : std::nullopt;
  return number && *number > 0 ? static_cast<std::size_t>(*number) : otherwise;
}

/// Digits at a place of the text, which then moves behind them.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
  int number = 0;
  if (text.size() < count) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + count, number);
  if (error != std::errc{} || end != text.data() + count || text[0] == '-') return std::nullopt;
  text.remove_prefix(count);
  return number;
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<std::chrono::sys_days> take_day(std::string_view& text) {
  const auto year = take_digits(text, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_digits(text, 2);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = take_digits(text, 2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  return date.ok() ? std::optional(std::chrono::sys_days(date)) : std::nullopt;
}

std::optional<std::chrono::milliseconds> take_clock(std::string_view& text) {
  const auto hours = take_digits(text, 2);
  if (!hours || *hours > 23 || !take(text, ':')) return std::nullopt;
  const auto minutes = take_digits(text, 2);
  if (!minutes || *minutes > 59) return std::nullopt;
  std::chrono::milliseconds clock = std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
  if (!take(text, ':')) return clock;
  const auto seconds = take_digits(text, 2);
  if (!seconds || *seconds > 59) return std::nullopt;
  clock += std::chrono::seconds(*seconds);
  if (!take(text, '.')) return clock;
  const auto thousandths = take_digits(text, 3);
  return thousandths ? std::optional(clock + std::chrono::milliseconds(*thousandths)) : std::nullopt;
}

std::optional<std::chrono::milliseconds> take_offset(std::string_view& text) {
  if (text.empty() || take(text, 'Z')) return std::chrono::milliseconds(0);
  const int sign = text.starts_with('-') ? -1 : 1;
  if (!take(text, '+') && !take(text, '-')) return std::nullopt;
  const auto offset = take_clock(text);
  return offset ? std::optional(sign * *offset) : std::nullopt;
}

std::string key_of(const Row& row, std::string_view by) {
  if (by == "title") return row.title;
  return render_time(by == "createdAt" ? row.created : row.updated);
}

}  // namespace

Page Page::of(const Call& call, std::string_view number_key, std::string_view size_key, std::size_t default_size) {
  return {number_or(call, number_key, 1), number_or(call, size_key, default_size)};
}

std::size_t Page::begin(std::size_t count) const {
  return number - 1 > count / size ? count : std::min((number - 1) * size, count);
}

std::size_t Page::end(std::size_t count) const {
  return std::min(begin(count) + size, count);
}

source::Json Page::json(std::size_t count) const {
  const std::size_t pages = (count + size - 1) / size;
  return {{"page", number},
          {"limit", size},
          {"totalCount", count},
          {"totalPages", pages},
          {"hasNextPage", number < pages},
          {"hasPrevPage", number > 1}};
}

tl::expected<Wanted, std::string> Wanted::of(const Call& call) {
  Wanted wanted;
  const auto given = [&](std::string_view key) { return std::string(call.query_value(key).value_or("")); };
  if (is_suspicious(given("search"))) return tl::unexpected(std::string("search: no markup and no format specifiers"));
  const auto searches =
      std::count_if(call.query.begin(), call.query.end(), [](const auto& each) { return each.first == "search"; });
  if (searches > 1) return tl::unexpected(std::string("search: once only"));
  wanted.search = source::to_lower(given("search"));
  for (const auto& [key, time] : {std::pair("startDate", &wanted.from), std::pair("endDate", &wanted.to)}) {
    if (!call.query_value(key)) continue;
    *time = parse_time(given(key));
    if (!*time) return tl::unexpected(std::string(key) + ": not a date");
  }
  if (call.query_value("shared")) wanted.shared = given("shared") == "true" || given("shared") == "1";
  wanted.sort_by = given("sortBy");
  wanted.ascending = given("sortOrder") == "asc";
  return wanted;
}

bool Wanted::holds(const Conversation& conversation) const {
  if (shared.value_or(false)) return false;  // nothing can be shared here
  if ((from && conversation.created < *from) || (to && conversation.created > *to)) return false;
  const auto found = [&](const std::string& text) { return source::to_lower(text).find(search) != std::string::npos; };
  if (search.empty() || found(conversation.title)) return true;
  const auto& messages = stored(conversation).messages;
  return std::any_of(messages.begin(), messages.end(), [&](const Message& each) { return found(each.content); });
}

void sort_rows(std::vector<Row>& rows, std::string_view by, bool ascending) {
  std::sort(rows.begin(), rows.end(), [&](const Row& one, const Row& other) {
    const std::string left = key_of(one, by);
    const std::string right = key_of(other, by);
    if (left != right) return ascending ? left < right : left > right;
    return one.id > other.id;
  });
}

source::Json filters_json(const Call& call) {
  source::Json names = source::Json::array();
  source::Json values = source::Json::object();
  for (const spec::Parameter& parameter : call.operation.parameters) {
    const auto given = parameter.in == "query" ? call.query_value(parameter.name) : std::nullopt;
    if (!given) continue;
    names.push_back(parameter.name);
    values[parameter.name] = *given;
  }
  source::Json available = source::Json::object();
  for (const spec::Parameter& parameter : call.operation.parameters)
    if (parameter.in == "query") available[parameter.name] = {{"type", "string"}};
  return {{"applied", {{"filters", std::move(names)}, {"values", std::move(values)}}}, {"available", std::move(available)}};
}

std::optional<Time> parse_time(std::string_view text) {
  const auto day = take_day(text);
  if (!day) return std::nullopt;
  Time time(*day);
  if (text.empty()) return time;
  if (!take(text, 'T')) return std::nullopt;
  const auto clock = take_clock(text);
  if (!clock) return std::nullopt;
  const auto offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;
  return time + *clock - *offset;
}

}  // namespace confab::mock::pipeshub
