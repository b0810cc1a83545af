#include "engine/table.hpp"

#include <algorithm>
#include <numeric>

namespace confab::mock {

namespace {

using source::Json;
using Positions = std::vector<std::size_t>;

int order_of_type(const Json& value) {
  if (value.is_boolean()) return 0;
  if (value.is_number()) return 1;
  if (value.is_string()) return 2;
  return value.is_null() ? 4 : 3;
}

bool comes_before(const Json& one, const Json& other) {
  const int type = order_of_type(one);
  const int other_type = order_of_type(other);
  return type == other_type ? one < other : type < other_type;
}

tl::expected<std::size_t, std::string> position(const Table& table, const std::string& column) {
  const auto found = std::find(table.columns.begin(), table.columns.end(), column);
  if (found == table.columns.end()) return tl::unexpected(column);
  return static_cast<std::size_t>(found - table.columns.begin());
}

tl::expected<Positions, std::string> rows_in_order(const Table& table, const std::optional<std::string>& order_by) {
  Positions rows(table.rows.size());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  if (!order_by) return rows;
  const auto key = position(table, *order_by);
  if (!key) return tl::unexpected(key.error());
  std::stable_sort(rows.begin(), rows.end(), [&](std::size_t one, std::size_t other) {
    return comes_before(table.rows[one][*key], table.rows[other][*key]);
  });
  return rows;
}

}  // namespace

Table Table::of(const Json& more) {
  return {.name = more.at("name"),
          .description = more.value("description", ""),
          .columns = more.at("columns"),
          .rows = more.at("rows")};
}

tl::expected<Table, std::string> slice_table(const Table& table, const TableSlice& wanted) {
  Table result{.name = table.name, .description = table.description, .columns = wanted.columns.value_or(table.columns)};
  Positions columns;
  for (const std::string& column : result.columns) {
    const auto at = position(table, column);
    if (!at) return tl::unexpected(at.error());
    columns.push_back(*at);
  }
  const auto rows = rows_in_order(table, wanted.order_by);
  if (!rows) return tl::unexpected(rows.error());
  const std::size_t begin = std::min(wanted.offset, rows->size());
  const std::size_t end = begin + std::min(wanted.limit, rows->size() - begin);
  for (std::size_t index = begin; index < end; ++index) {
    Json cells = Json::array();
    for (const std::size_t column : columns) cells.push_back(table.rows[(*rows)[index]][column]);
    result.rows.push_back(std::move(cells));
  }
  return result;
}

}  // namespace confab::mock
