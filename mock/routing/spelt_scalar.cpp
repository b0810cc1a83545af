#include "routing/spelt_scalar.hpp"

#include <charconv>
#include <cstdint>

namespace confab::mock {

namespace {

template <typename Number>
bool spells(std::string_view text, Number& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

source::Json spelt_scalar(std::string_view text) {
  if (text == "true" || text == "false") return text == "true";
  std::int64_t integer = 0;
  if (spells(text, integer)) return integer;
  double number = 0;
  if (text.find_first_of(".eE") != std::string_view::npos && spells(text, number)) return number;
  return nullptr;
}

}  // namespace confab::mock
