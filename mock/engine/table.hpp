// A named table, and parts of it.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "source/json_text.hpp"

namespace confab::mock {

struct Table {
  std::string name;
  std::string description;  // may be empty
  std::vector<std::string> columns;
  source::Json rows = source::Json::array();  // of arrays, each as long as `columns`

  /// From Entry::more of a table_made.
  [[nodiscard]] static Table of(const source::Json& more);
};

/// What is wanted of a table: first the order, then the rows, then the columns.
struct TableSlice {
  std::optional<std::string> order_by = {};  // none: as they are
  std::size_t offset = 0;
  std::size_t limit = std::numeric_limits<std::size_t>::max();
  std::optional<std::vector<std::string>> columns = {};  // in the order asked for, which may name one twice; none: all
};

/// Ascending, nulls last; equal values stay as they were. Values of different types come booleans first, then numbers,
/// texts, everything else. Or the name of a column that is wanted and not there.
[[nodiscard]] tl::expected<Table, std::string> slice_table(const Table& table, const TableSlice& wanted);

}  // namespace confab::mock
