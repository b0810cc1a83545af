// From a deployment file, and what the command line says about it, to the Deployment the runner works with.
#pragma once

#include "client/deployment.hpp"
#include "deployment/deployment_file.hpp"
#include "model/vendor.hpp"
#include "wiring/target.hpp"

namespace confab::cli {

/// What a plan needs to know of credentials is whether they are there.
enum class Secrets { fetched, left_alone };

/// Features as the contract takes them to be, then what the file says, then what the options say. Throws UserError for a
/// credential that cannot be fetched.
[[nodiscard]] conformance::Deployment described_deployment(const spec::Vendor& vendor, const DeploymentFile& file,
                                                           const TargetOptions& options, Secrets secrets);

}  // namespace confab::cli
