// Any bytes as a scenario file: a story or a UserError, never anything else.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "loader/load_scenarios.hpp"
#include "loader/toy_vendor.hpp"
#include "source/document.hpp"
#include "source/user_error.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const confab::spec::Vendor vendor = confab::scenarios::toy::vendor();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    const auto document = confab::source::Document::parse_yaml("fuzz.yaml", text);
    (void)confab::source::Document::from_embedded(document.to_embedded(2));
    (void)confab::scenarios::load_scenario(document, "toy/fuzz", vendor).proves();
  } catch (const confab::source::UserError& error) {
    (void)error.render();
  }
  return 0;
}
