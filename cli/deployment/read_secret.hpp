// Values of a deployment file that stand somewhere else.
#pragma once

#include "deployment/deployment_source.hpp"
#include "deployment/secret_source.hpp"
#include "loader/node.hpp"

namespace confab::cli {

/// env:VAR, file:PATH or { command: [PROGRAM, ARGUMENT…] }; anything else is a UserError: a credential in the file would be
/// read by whoever reads the file.
[[nodiscard]] SecretSource read_secret(const DeploymentSource& source, const scenarios::Node& node);

/// The same, or a value that is no secret.
[[nodiscard]] SecretSource read_value(const DeploymentSource& source, const scenarios::Node& node);

}  // namespace confab::cli
