// The `limits` of a deployment file.
#pragma once

#include "deployment/deployment_file.hpp"
#include "loader/node.hpp"

namespace confab::cli {

/// Throws UserError.
void read_limits(const scenarios::Node& node, DeploymentFile& file);

}  // namespace confab::cli
