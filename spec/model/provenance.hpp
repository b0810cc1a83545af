// How we know a fact, and how hard it may bite (design.md, section 2).
#pragma once

#include <optional>
#include <string_view>

namespace confab::spec {

enum class Provenance {
  seed,     // the vendor's page: a breach fails
  sdk,      // the vendor's generated clients: a breach fails
  source,   // observed in the vendor's public code: a breach warns
  assumed,  // our own choice: a breach only informs
};

enum class Level { must, should, may };

[[nodiscard]] std::string_view to_string(Provenance provenance);
[[nodiscard]] std::string_view to_string(Level level);
[[nodiscard]] std::optional<Provenance> parse_provenance(std::string_view word);
[[nodiscard]] std::optional<Level> parse_level(std::string_view word);

}  // namespace confab::spec
