// How Waldur lists: what a query asks for, in which order, which page of it, with which headers.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "engine/clock.hpp"
#include "routing/request.hpp"
#include "source/json_text.hpp"
#include "vendors/waldur_guard.hpp"
#include "vendors/waldur_people.hpp"

namespace confab::mock::waldur {

using Query = std::vector<std::pair<std::string, std::string>>;

/// Of a repeated key the last value counts; an empty value is as good as none.
[[nodiscard]] std::optional<std::string_view> last_value(const Query& query, std::string_view name);
/// true and false in lower case or with a capital; everything else counts as left out.
[[nodiscard]] std::optional<bool> boolean_value(const Query& query, std::string_view name);

/// What is wrong, by parameter: {"o": ["…"]}. Never empty.
using Mistakes = source::Json;

/// What lists of threads show and sort by.
struct ThreadRow {
  std::string id, name;
  int owner = 0;
  Time created{}, modified{};
  bool archived = false, flagged = false;
  Severity worst = Severity::none;
  std::size_t messages = 0;
};

struct ThreadQuery {
  std::optional<std::string> created, modified;  // days
  std::optional<bool> archived, flagged;
  std::optional<Severity> worst;
  std::string part;  // lower case; empty: everything
  std::optional<std::string> user;
  std::vector<std::string> order;  // names of fields, descending ones with a minus; empty: the newest first

  [[nodiscard]] bool takes(const ThreadRow& row, const Person& owner) const;
  /// `rows` come in the order in which they were made.
  void sort(std::vector<ThreadRow>& rows) const;
};
[[nodiscard]] tl::expected<ThreadQuery, Mistakes> parse_thread_query(const Query& query);

/// One page of `count` rows: those from `begin` up to `end`.
struct Page {
  std::size_t begin = 0, end = 0;
  std::vector<std::pair<std::string, std::string>> headers;  // X-Result-Count and Link (RFC 8288)
};
/// Nothing if there is no such page.
[[nodiscard]] std::optional<Page> cut_page(const Request& request, const Query& query, std::size_t count);

/// The fields that the query asks for; the whole object if it names none that is known.
[[nodiscard]] source::Json sparse(source::Json object, const Query& query);

}  // namespace confab::mock::waldur
