// What PipesHub's server lets a client ask of a list, and the pages it answers with.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "routing/call.hpp"
#include "vendors/pipeshub_stored.hpp"

namespace confab::mock::pipeshub {

struct Page {
  std::size_t number = 1, size = 20;

  /// The values have been checked against the contract already.
  [[nodiscard]] static Page of(const Call& call, std::string_view number_key = "page", std::string_view size_key = "limit",
                               std::size_t default_size = 20);
  /// Where the page begins in a list of `count` items; `count` if it is behind the end.
  [[nodiscard]] std::size_t begin(std::size_t count) const;
  [[nodiscard]] std::size_t end(std::size_t count) const;
  [[nodiscard]] source::Json json(std::size_t count) const;
};

/// A conversation as far as lists are concerned.
struct Row {
  std::string id = {}, title = {};
  Time created{}, updated{};
  source::Json json = {};
};

/// Of a list: what is searched, since when, until when, in which order.
struct Wanted {
  std::string search;  // lower case; empty: everything
  std::optional<Time> from, to;
  std::optional<bool> shared;
  std::string sort_by;
  bool ascending = false;

  /// Or what is wrong with the query.
  [[nodiscard]] static tl::expected<Wanted, std::string> of(const Call& call);
  [[nodiscard]] bool holds(const Conversation& conversation) const;
};

/// By lastActivityAt, createdAt or title; of equals the greater id first.
void sort_rows(std::vector<Row>& rows, std::string_view by, bool ascending);

/// `filters` of a list: what was asked for, and what could be.
[[nodiscard]] source::Json filters_json(const Call& call);

/// "2026-01-31" or "2026-01-31T12:00:00.000Z", with an offset instead of Z as well.
[[nodiscard]] std::optional<Time> parse_time(std::string_view text);

}  // namespace confab::mock::pipeshub
