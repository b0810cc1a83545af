// How a deployment is reached, as its file says: base URL, headers, TLS, proxy.
#pragma once

#include <string>

#include "deployment/deployment_file.hpp"
#include "deployment/deployment_source.hpp"
#include "loader/node.hpp"

namespace confab::cli {

/// Without a slash at the end. Like all of these it throws UserError.
[[nodiscard]] std::string read_base_url(const scenarios::Node& node);

/// A header whose name says that it holds a credential must get it from elsewhere.
void read_headers(const DeploymentSource& source, const scenarios::Node& node, DeploymentFile& file);

/// Looks whether the files hold what they should.
void read_tls(const DeploymentSource& source, const scenarios::Node& node, DeploymentFile& file);

/// The password in a proxy's URL is a credential like any other.
[[nodiscard]] SecretSource read_proxy(const DeploymentSource& source, const scenarios::Node& node);

}  // namespace confab::cli
