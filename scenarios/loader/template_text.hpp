// $references in the texts of a scenario (docs/scenarios.md, "Values"). The loader checks them, the runner fills them in.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace confab::scenarios {

/// Literal text ("$$" is a "$" already), or the name of a reference: "id", "prompts.summarise", "run.id".
struct TemplatePart {
  std::string text;
  bool is_reference = false;

  bool operator==(const TemplatePart&) const = default;
};

struct TemplateText {
  std::vector<TemplatePart> parts;
  /// The whole text is one "$name": it stands for the value itself, of whatever type. "${name}" always makes text.
  bool is_value = false;
};

/// "$name" must be the whole text, "${name}" may stand anywhere; a "$" before anything but a letter, "_", "{" or "$" is
/// itself. Otherwise the reason.
[[nodiscard]] tl::expected<TemplateText, std::string> parse_template(std::string_view text);

/// Letters, digits, "_" and "-", not starting with a digit or "-": what can be saved and referred to.
[[nodiscard]] bool is_name(std::string_view text);

}  // namespace confab::scenarios
