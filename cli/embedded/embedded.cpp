#include "embedded/embedded.hpp"

#include <span>
#include <string>

#include "embedded/embedded_files.hpp"
#include "source/invariant.hpp"

namespace confab::embedded {
namespace {

source::Document document(std::string_view text) {
  const source::Json parsed = source::Json::parse(text, nullptr, false);
  source::invariant(!parsed.is_discarded(), "embedded documents are JSON");
  return source::Document::from_embedded(parsed);
}

source::DocumentSet documents(std::span<const EmbeddedFile> files) {
  source::DocumentSet set;
  for (const EmbeddedFile& file : files) {
    set.add(std::string(file.path), [text = file.text] { return document(text); });
  }
  return set;
}

}  // namespace

source::DocumentSet spec_documents() {
  return documents(kSpecFiles);
}

source::DocumentSet scenario_documents() {
  return documents(kScenarioFiles);
}

std::string_view scenario_schema() {
  return kScenarioSchema;
}

std::string_view result_schema() {
  return kResultSchema;
}

std::string_view deployment_schema() {
  return kDeploymentSchema;
}

std::string_view baseline_schema() {
  return kBaselineSchema;
}

}  // namespace confab::embedded
