// Whose contract a deployment is to keep.
#pragma once

#include <string>

#include "deployment/deployment_source.hpp"
#include "wiring/knowledge.hpp"

namespace confab::cli {

/// The label of the contract to judge. Vendor and contract (empty: none was given) of the command line go before the file's,
/// but the vendor must be the same. Throws UserError, with the place if the file names what does not exist.
[[nodiscard]] std::string described_contract(const DeploymentSource& source, const Knowledge& knowledge,
                                             const std::string& vendor, const std::string& contract);

}  // namespace confab::cli
