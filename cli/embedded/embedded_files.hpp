// What confab_embed generates: tables of texts that live as long as the program.
#pragma once

#include <span>
#include <string_view>

namespace confab::embedded {

struct EmbeddedFile {
  std::string_view path;
  std::string_view text;  // Document::to_embedded as JSON
};

extern const std::span<const EmbeddedFile> kSpecFiles;
extern const std::span<const EmbeddedFile> kScenarioFiles;
extern const std::string_view kScenarioSchema;
extern const std::string_view kResultSchema;
extern const std::string_view kDeploymentSchema;
extern const std::string_view kBaselineSchema;

}  // namespace confab::embedded
