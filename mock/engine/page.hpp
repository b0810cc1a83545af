// Pages of a list that grows while somebody reads it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace confab::mock {

/// A part of a list, and how to ask for what follows.
struct CursorPage {
  std::size_t begin = 0, end = 0;   // positions in the list
  std::optional<std::string> next;  // none: this is the last page
};

enum class Sorting { rising, falling };

/// The page that follows `cursor`, or the first one. `numbers` are the rows' own, in the order of the list, no two alike; a
/// row keeps its number for ever and a new row gets a greater one (Conversation::number does). So pages neither repeat nor
/// lose a row, whatever is added or removed between them. A cursor is made of letters, digits and '-', and is only good for
/// the list that gave it, which `list` names. Nothing: no list of that name gave this cursor. `limit` is at least 1.
[[nodiscard]] std::optional<CursorPage> page_after(std::optional<std::string_view> cursor, std::size_t limit,
                                                   std::span<const std::uint64_t> numbers, Sorting sorting,
                                                   std::string_view list);

}  // namespace confab::mock
