// What `confab init deployment` writes.
#pragma once

#include <string>

#include "model/vendor.hpp"

namespace confab::cli {

/// A deployment file with a comment on everything that may stand in it, which loads as it is: the vendor's own base URL, and
/// its default persona by an environment variable.
[[nodiscard]] std::string deployment_template(const spec::Vendor& vendor);

/// "REVENG_API_KEY": where the template looks for the default persona's credential.
[[nodiscard]] std::string credential_variable(const spec::Vendor& vendor, const std::string& persona);

}  // namespace confab::cli
