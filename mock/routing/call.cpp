#include "routing/call.hpp"

namespace confab::mock {

std::optional<std::string_view> Call::query_value(std::string_view name) const {
  for (const auto& [key, value] : query) {
    if (key == name) return value;
  }
  return std::nullopt;
}

}  // namespace confab::mock
