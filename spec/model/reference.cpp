#include "model/reference.hpp"

#include <charconv>

namespace confab::spec {

tl::expected<std::string, std::string> local_pointer(std::string_view ref) {
  if (ref != "#" && !ref.starts_with("#/"))
    return tl::unexpected<std::string>("leads out of the document; only \"#/…\" is read");
  std::string pointer;
  for (std::size_t i = 1; i < ref.size(); ++i) {
    if (ref[i] != '%') {
      pointer += ref[i];
      continue;
    }
    unsigned char byte = 0;
    const std::string_view digits = ref.substr(i + 1, 2);
    const auto [stopped, error] = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
    if (digits.size() != 2 || stopped != digits.data() + 2)
      return tl::unexpected<std::string>("has a \"%\" without two hexadecimal digits");
    pointer += static_cast<char>(byte);
    i += 2;
  }
  return pointer;
}

}  // namespace confab::spec
