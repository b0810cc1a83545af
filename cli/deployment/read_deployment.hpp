// From the YAML of a deployment file to values, every one of them checked.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "deployment/deployment_file.hpp"
#include "deployment/deployment_source.hpp"
#include "loader/scenario.hpp"
#include "model/vendor.hpp"

namespace confab::cli {

/// The vendor and the contract that the file names; the contract may be empty. Throws UserError.
struct NamedContract {
  std::string vendor, contract;
};
[[nodiscard]] NamedContract named_contract(const DeploymentSource& source);

/// Everything else. Fetches no credential, but looks whether TLS files hold what they should. Throws UserError with file,
/// line, column and the nearest valid word.
[[nodiscard]] DeploymentFile read_deployment(const DeploymentSource& source, const spec::Vendor& vendor,
                                             const std::vector<scenarios::Scenario>& scenarios);

/// The keys of each mapping with fixed keys: "" is the file itself, "limits", "tls", "command". The published schema
/// (conformance/deployment.schema.json) says the same.
[[nodiscard]] const std::map<std::string, std::vector<std::string>>& deployment_keys();

}  // namespace confab::cli
