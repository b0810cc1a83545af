#include "selftest/json_places.hpp"

#include <deque>
#include <utility>

namespace confab::conformance {

void each_place(const source::Json& document, std::size_t most,
                const std::function<void(const std::string& pointer, const source::Json& value)>& visit) {
  std::deque<std::pair<std::string, const source::Json*>> waiting = {{"", &document}};
  for (; !waiting.empty() && most > 0; --most) {
    const auto [pointer, value] = waiting.front();
    waiting.pop_front();
    visit(pointer, *value);
    if (value->is_object()) {
      for (const auto& [name, member] : value->items())
        waiting.emplace_back(pointer + "/" + source::escape_token(name), &member);
    } else if (value->is_array()) {
      for (std::size_t i = 0; i < value->size(); ++i) {
        if (i < 2 || i + 1 == value->size()) waiting.emplace_back(pointer + "/" + std::to_string(i), &(*value)[i]);
      }
    }
  }
}

}  // namespace confab::conformance
