// Spec data, scenarios and schemas, as the build put them into the binary.
#pragma once

#include <string_view>

#include "source/document_set.hpp"

namespace confab::embedded {

/// "vendors/reveng/openapi.yaml", …; each document is parsed when first asked for. The build has checked them all, so
/// load_trusted_vendor is enough. Places: rows of clauses.yaml only.
[[nodiscard]] source::DocumentSet spec_documents();

/// "reveng/replay.yaml", …; likewise for load_trusted_scenarios. Places: down to the step.
[[nodiscard]] source::DocumentSet scenario_documents();

/// scenarios/scenario.schema.json as it lies in the repository.
[[nodiscard]] std::string_view scenario_schema();

/// reports/result.schema.json; empty if the build had none.
[[nodiscard]] std::string_view result_schema();

/// conformance/deployment.schema.json, likewise.
[[nodiscard]] std::string_view deployment_schema();
/// reports/baseline.schema.json as it lies in the repository.
[[nodiscard]] std::string_view baseline_schema();

}  // namespace confab::embedded
